package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.liveness.ChangeResult;
import dev.okiagari.liveness.ChangeState;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.liveness.ProbeChangeQuery;
import dev.okiagari.liveness.ProbeChanges;
import dev.okiagari.safety.Actor;
import dev.okiagari.security.Actors;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** Adding, changing and removing probes, for scripts. */
@RestController
class ProbeChangesApi {

    private static final int MOST = 1000;

    private final ProbeChanges changes;
    private final ProbeCast cast;
    private final Texts texts;

    ProbeChangesApi(ProbeChanges changes, ProbeCast cast, Texts texts) {
        this.changes = changes;
        this.cast = cast;
        this.texts = texts;
    }

    @Operation(
            summary = "Add, change or remove a probe of a workload",
            description =
                    "Only what a dry run has shown is written: ask with dryRun first, and then again"
                            + " with the same body, or with the dry run's id as follows. 403 when"
                            + " the cluster forbids it, 409 when a guard refuses or the workload"
                            + " changed meanwhile, 422 with the cluster's words at each field that"
                            + " it does not take.")
    @PostMapping("/api/probe-changes")
    ResponseEntity<ProbeChangeView> change(
            @RequestBody ProbeChangeBody body, ServerWebExchange exchange)
            throws InterruptedException {
        ProbeChange made = made(result(body, Actors.of(exchange)));
        ProbeChangeView view = view(made, exchange);
        return made.state() instanceof ChangeState.Rehearsed
                ? ResponseEntity.ok(view)
                : ResponseEntity.created(URI.create("/api/probe-changes/" + made.id())).body(view);
    }

    private ChangeResult result(ProbeChangeBody body, Actor by) throws InterruptedException {
        UUID follows = body.follows();
        if (body.isDryRun()) {
            return changes.rehearse(body.request(), body.confirmed(), by);
        }
        return follows == null
                ? changes.apply(body.request(), body.confirmed(), by)
                : changes.apply(follows, body.confirmed(), by);
    }

    @GetMapping("/api/probe-changes")
    Slice<ProbeChangeView> list(
            @RequestParam(required = false) @Nullable String namespace,
            @RequestParam(required = false) @Nullable String workload,
            @RequestParam(defaultValue = "100") @Min(1) @Max(MOST) int limit,
            @RequestParam(required = false) @Nullable UUID cursor,
            ServerWebExchange exchange) {
        List<ProbeChange> found =
                changes.list(new ProbeChangeQuery(namespace, workload, cursor, limit));
        return new Slice<>(
                found.stream().map(change -> view(change, exchange)).toList(),
                found.size() < limit ? null : found.getLast().id().toString());
    }

    @GetMapping("/api/probe-changes/{id}")
    ProbeChangeView one(@PathVariable UUID id, ServerWebExchange exchange) {
        return changes.find(id)
                .map(change -> view(change, exchange))
                .orElseThrow(
                        () -> ApiProblem.notFound(Message.of("liveness.change.no-change", id)));
    }

    @Operation(
            summary = "Put the earlier pod template back",
            description = "409 when somebody has changed it since, with what and by whom.")
    @DeleteMapping("/api/probe-changes/{id}")
    ProbeChangeView undo(@PathVariable UUID id, ServerWebExchange exchange) {
        return view(made(changes.undo(id, Actors.of(exchange))), exchange);
    }

    private static ProbeChange made(ChangeResult result) {
        if (result instanceof ChangeResult.Made(ProbeChange change)) {
            return change;
        }
        throw ChangeProblems.problem(result);
    }

    private ProbeChangeView view(ProbeChange change, ServerWebExchange exchange) {
        return ProbeChangeView.of(change, cast.of(change), texts, Locales.of(exchange));
    }
}
