package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.Experiments;
import dev.okiagari.liveness.ProbeChanges;
import dev.okiagari.proof.Proof;
import dev.okiagari.proof.ProofQuery;
import dev.okiagari.proof.ProofRefused;
import dev.okiagari.proof.ProofResult;
import dev.okiagari.proof.Proofs;
import dev.okiagari.security.Actors;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import java.util.Locale;
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

/** Proofs of probes, for scripts. */
@RestController
class ProofsApi {

    private static final int MOST = 200;

    private final Proofs proofs;
    private final Experiments experiments;
    private final ProbeChanges changes;
    private final ProbeCast cast;
    private final Texts texts;

    ProofsApi(
            Proofs proofs,
            Experiments experiments,
            ProbeChanges changes,
            ProbeCast cast,
            Texts texts) {
        this.proofs = proofs;
        this.experiments = experiments;
        this.changes = changes;
        this.cast = cast;
        this.texts = texts;
    }

    @Operation(
            summary = "Prove a probe: hang, change, hang again",
            description =
                    "The change must have been shown by a dry run of /api/probe-changes to the same"
                            + " user: repeat its body, or name it as follows. It is answered as"
                            + " soon as it has begun. 409 when there was no such dry run, the"
                            + " workload changed since, a guard refuses, or the container cannot be"
                            + " hung.")
    @PostMapping("/api/proofs")
    ResponseEntity<ProofView> start(@RequestBody ProofBody body, ServerWebExchange exchange)
            throws InterruptedException {
        return switch (proofs.start(body.request(), Actors.of(exchange))) {
            case ProofRefused refused -> throw ProofProblems.problem(refused);
            case ProofResult.Started(Proof started) ->
                    ResponseEntity.created(URI.create("/api/proofs/" + started.id()))
                            .body(view(started, exchange));
        };
    }

    @GetMapping("/api/proofs")
    Slice<ProofView> list(
            @RequestParam(required = false) @Nullable String namespace,
            @RequestParam(required = false) @Nullable String workload,
            @RequestParam(defaultValue = "20") @Min(1) @Max(MOST) int limit,
            @RequestParam(required = false) @Nullable UUID cursor,
            ServerWebExchange exchange) {
        List<Proof> found = proofs.list(new ProofQuery(namespace, workload, cursor, limit));
        return new Slice<>(
                found.stream().map(proof -> view(proof, exchange)).toList(),
                found.size() < limit ? null : found.getLast().id().toString());
    }

    @GetMapping("/api/proofs/{id}")
    ProofView one(@PathVariable UUID id, ServerWebExchange exchange) {
        return view(existing(id), exchange);
    }

    @Operation(
            summary = "Stop a proof",
            description =
                    "What hangs is resumed. A change that was applied stays: it is undone by"
                            + " DELETE /api/probe-changes/{id}.")
    @DeleteMapping("/api/proofs/{id}")
    ProofView stop(@PathVariable UUID id, ServerWebExchange exchange) {
        existing(id);
        proofs.stop(id, Actors.of(exchange));
        return view(existing(id), exchange);
    }

    private Proof existing(UUID id) {
        return proofs.find(id)
                .orElseThrow(() -> ApiProblem.notFound(Message.of("proof.refused.no-proof", id)));
    }

    private ProofView view(Proof proof, ServerWebExchange exchange) {
        Locale locale = Locales.of(exchange);
        return ProofView.of(
                proof,
                new ProofView.Parts(
                        experiment(proof.before(), locale),
                        changes.find(proof.agreement().change())
                                .map(change ->
                                        ProbeChangeView.of(change, cast.of(change), texts, locale))
                                .orElse(null),
                        experiment(proof.after(), locale)),
                texts,
                locale);
    }

    private @Nullable ExperimentView experiment(@Nullable UUID id, Locale locale) {
        return id == null
                ? null
                : experiments
                        .find(id)
                        .map((Experiment one) ->
                                ExperimentView.of(one, experiments.tally(one), texts, locale))
                        .orElse(null);
    }
}
