package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.ExperimentQuery;
import dev.okiagari.experiment.ExperimentRequest;
import dev.okiagari.experiment.Experiments;
import dev.okiagari.experiment.ForecastResult;
import dev.okiagari.experiment.Refused;
import dev.okiagari.experiment.StartResult;
import dev.okiagari.experiment.Tally;
import dev.okiagari.safety.Actor;
import dev.okiagari.security.Actors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import java.util.Map;
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

/** Forecasts and experiments, for scripts. */
@RestController
class ExperimentsApi {

    private static final int MOST = 1000;

    private final Experiments experiments;
    private final Texts texts;

    ExperimentsApi(Experiments experiments, Texts texts) {
        this.experiments = experiments;
        this.texts = texts;
    }

    @Operation(
            summary = "What a fault would do",
            description = "Reads from the container by exec and changes nothing.")
    @PostMapping("/api/forecasts")
    ForecastView forecast(@RequestBody ExperimentBody body, ServerWebExchange exchange)
            throws InterruptedException {
        ExperimentRequest request = body.request();
        return switch (experiments.forecast(request, Actors.of(exchange))) {
            case Refused refused -> throw Refusals.problem(refused);
            case ForecastResult.Forecasted forecasted ->
                    ForecastView.of(
                            forecasted.forecast(),
                            ForecastView.estimate(
                                    request.fault(), forecasted.forecast(), request.terms()),
                            texts,
                            Locales.of(exchange));
        };
    }

    @Operation(
            summary = "Inject a fault, once or as often as repeat says",
            description =
                    "409 when the target changed or a guard refuses: guard names it, and confirmable"
                            + " says whether naming it in confirm would do.")
    @PostMapping("/api/experiments")
    ResponseEntity<ExperimentView> start(
            @RequestBody ExperimentBody body, ServerWebExchange exchange)
            throws InterruptedException {
        return switch (experiments.start(body.request(), Actors.of(exchange))) {
            case Refused refused -> throw Refusals.problem(refused);
            case StartResult.Rehearsed(Experiment rehearsed) ->
                    ResponseEntity.ok(view(rehearsed, exchange));
            case StartResult.Started(Experiment started) ->
                    ResponseEntity.created(URI.create("/api/experiments/" + started.id()))
                            .body(view(started, exchange));
        };
    }

    @GetMapping("/api/experiments")
    Slice<ExperimentView> list(
            @RequestParam(required = false) @Nullable String namespace,
            @RequestParam(required = false) @Nullable String workload,
            @RequestParam(required = false) @Nullable String pod,
            @Parameter(description = "The runs of this repeat; without it they are not listed.")
                    @RequestParam(required = false)
                    @Nullable UUID parent,
            @RequestParam(defaultValue = "100") @Min(1) @Max(MOST) int limit,
            @RequestParam(required = false) @Nullable UUID cursor,
            ServerWebExchange exchange) {
        List<Experiment> found =
                experiments.list(
                        new ExperimentQuery(namespace, workload, pod, parent, cursor, limit));
        String next = found.size() < limit ? null : found.getLast().id().toString();
        Map<UUID, Tally> tallies = experiments.tallies(found);
        Actor reader = Actors.of(exchange);
        return new Slice<>(
                found.stream()
                        .map(one -> one.seenBy(reader))
                        .map(one ->
                                ExperimentView.of(
                                        one,
                                        tallies.getOrDefault(one.id(), Tally.NONE),
                                        texts,
                                        Locales.of(exchange)))
                        .toList(),
                next);
    }

    @GetMapping("/api/experiments/{id}")
    ExperimentView one(@PathVariable UUID id, ServerWebExchange exchange) {
        return view(existing(id), exchange);
    }

    @Operation(summary = "Stop an experiment and undo what can be undone")
    @DeleteMapping("/api/experiments/{id}")
    ExperimentView stop(@PathVariable UUID id, ServerWebExchange exchange) {
        existing(id);
        experiments.stop(id, Actors.of(exchange));
        return view(existing(id), exchange);
    }

    private Experiment existing(UUID id) {
        return experiments
                .find(id)
                .orElseThrow(
                        () -> ApiProblem.notFound(Message.of("api.problem.no-experiment", id)));
    }

    private ExperimentView view(Experiment experiment, ServerWebExchange exchange) {
        return ExperimentView.of(
                experiment.seenBy(Actors.of(exchange)),
                experiments.tally(experiment),
                texts,
                Locales.of(exchange));
    }
}
