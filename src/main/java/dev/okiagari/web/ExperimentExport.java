package dev.okiagari.web;

import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.Spread;
import dev.okiagari.experiment.Tally;
import dev.okiagari.safety.Actor;
import dev.okiagari.security.Actors;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/** An experiment, or all the runs of a repeat, to be kept elsewhere. */
@Hidden
@RestController
class ExperimentExport {

    private final Bench bench;
    private final Texts texts;

    ExperimentExport(Bench bench, Texts texts) {
        this.bench = bench;
        this.texts = texts;
    }

    /**
     * Everything that is known of it.
     *
     * @param runs empty where it is no repeat
     */
    record Whole(ExperimentView experiment, List<ExperimentView> runs) {}

    @GetMapping("/experiments/{id}/export.csv")
    ResponseEntity<byte[]> csv(@PathVariable UUID id, Locale locale) {
        Experiment experiment = existing(id);
        List<Experiment> lines =
                experiment.isSeries() ? bench.runs(experiment) : List.of(experiment);
        return Attachment.sheet(name(id, "csv"), ExperimentSheet.of(lines, texts, locale));
    }

    @GetMapping("/experiments/{id}/export.json")
    ResponseEntity<Whole> json(@PathVariable UUID id, Locale locale, ServerWebExchange exchange) {
        Experiment experiment = existing(id);
        List<Experiment> runs = experiment.isSeries() ? bench.runs(experiment) : List.of();
        Actor reader = Actors.of(exchange);
        return Attachment.named(name(id, "json"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(
                        new Whole(
                                ExperimentView.of(experiment, tally(runs), texts, locale)
                                        .seenBy(reader),
                                runs.stream()
                                        .map(run ->
                                                ExperimentView.of(run, Tally.NONE, texts, locale)
                                                        .seenBy(reader))
                                        .toList()));
    }

    private static Tally tally(List<Experiment> runs) {
        List<Double> recovered =
                runs.stream().map(Lap::of).map(Lap::recovered).filter(Objects::nonNull).toList();
        return new Tally(runs.stream().map(Experiment::id).toList(), Spread.of(recovered));
    }

    private Experiment existing(UUID id) {
        return bench.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String name(UUID id, String kind) {
        return "okiagari-" + id + "." + kind;
    }
}
