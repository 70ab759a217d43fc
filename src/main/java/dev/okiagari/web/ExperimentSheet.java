package dev.okiagari.web;

import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.Phase;
import dev.okiagari.experiment.Recovery;
import dev.okiagari.experiment.Target;
import dev.okiagari.experiment.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Experiments as a table for a spreadsheet, a line each; times in UTC, durations in seconds. */
final class ExperimentSheet {

    private static final List<String> FACTS =
            List.of(
                    "run",
                    "id",
                    "parent",
                    "namespace",
                    "workload_kind",
                    "workload",
                    "pod",
                    "container",
                    "fault",
                    "by",
                    "state",
                    "requested_at",
                    "injected_at",
                    "finished_at",
                    "outcome",
                    "as_forecast",
                    "explanation",
                    "recovery_limit",
                    "passed",
                    "recovery");

    private ExperimentSheet() {}

    static String of(List<Experiment> experiments, Texts texts, Locale locale) {
        List<String> head = new ArrayList<>(FACTS);
        for (Phase.Name phase : Phase.Name.values()) {
            head.add(phase.word().replace('-', '_'));
        }
        StringBuilder sheet = new StringBuilder(Csv.line(head));
        int run = 0;
        for (Experiment experiment : experiments) {
            run++;
            sheet.append(line(run, experiment, texts, locale));
        }
        return sheet.toString();
    }

    private static String line(int run, Experiment experiment, Texts texts, Locale locale) {
        Target target = experiment.target();
        Verdict verdict = experiment.verdict();
        Recovery recovery = experiment.recovery();
        List<@Nullable Object> cells =
                new ArrayList<>(
                        Arrays.<@Nullable Object>asList(
                                run,
                                experiment.id(),
                                experiment.parent(),
                                target.pod().namespace(),
                                target.workload().kind(),
                                target.workload().name(),
                                target.pod().name(),
                                target.container(),
                                experiment.fault().label(),
                                experiment.by().user(),
                                Words.of(experiment.state().name()),
                                time(experiment.requestedAt()),
                                time(experiment.injectedAt()),
                                time(experiment.finishedAt()),
                                verdict == null ? null : verdict.outcome().word(),
                                verdict == null ? null : verdict.asForecast(),
                                verdict == null
                                        ? null
                                        : texts.render(verdict.explanation(), locale),
                                experiment.terms().recoveryLimit(),
                                recovery == null ? null : recovery.passed(),
                                recovery == null ? null : recovery.total()));
        for (Phase.Name phase : Phase.Name.values()) {
            cells.add(recovery == null ? null : seconds(recovery, phase));
        }
        return Csv.line(cells);
    }

    private static @Nullable Double seconds(Recovery recovery, Phase.Name name) {
        List<Phase> all = recovery.phases().stream().filter(phase -> phase.name() == name).toList();
        return all.isEmpty() ? null : all.stream().mapToDouble(Phase::seconds).sum();
    }

    private static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : Json.time(at);
    }
}
