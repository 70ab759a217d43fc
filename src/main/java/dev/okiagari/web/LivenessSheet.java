package dev.okiagari.web;

import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.Probes;
import dev.okiagari.liveness.Covered;
import dev.okiagari.liveness.Finding;
import dev.okiagari.liveness.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Containers as a table for a spreadsheet: a line for each finding, and one for each container that
 * has none; times in seconds.
 */
final class LivenessSheet {

    private static final List<String> HEAD =
            List.of(
                    "namespace",
                    "workload_kind",
                    "workload",
                    "container",
                    "type",
                    "image",
                    "pods",
                    "current",
                    "severity",
                    "rule",
                    "explanation",
                    "evidence",
                    "link",
                    "liveness",
                    "initial_delay",
                    "period",
                    "timeout",
                    "failure_threshold",
                    "readiness",
                    "startup");

    private final Texts texts;
    private final Locale locale;

    private LivenessSheet(Texts texts, Locale locale) {
        this.texts = texts;
        this.locale = locale;
    }

    static String of(List<Covered> containers, Texts texts, Locale locale) {
        LivenessSheet sheet = new LivenessSheet(texts, locale);
        return Csv.line(HEAD) + containers.stream().map(sheet::lines).collect(Collectors.joining());
    }

    private String lines(Covered covered) {
        return covered.variants().stream()
                .map(variant -> lines(covered, variant))
                .collect(Collectors.joining());
    }

    private String lines(Covered covered, Variant variant) {
        return variant.findings().isEmpty()
                ? line(covered, variant, null)
                : variant.findings().stream()
                        .map(finding -> line(covered, variant, finding))
                        .collect(Collectors.joining());
    }

    private String line(Covered covered, Variant variant, @Nullable Finding finding) {
        List<@Nullable Object> cells =
                new ArrayList<>(
                        Arrays.<@Nullable Object>asList(
                                covered.workload().namespace(),
                                covered.workload().kind(),
                                covered.workload().name(),
                                covered.container(),
                                Words.of(variant.definition().type()),
                                variant.image(),
                                variant.pods(),
                                variant.equals(covered.current())));
        cells.addAll(advice(finding));
        cells.addAll(probes(variant.definition().probes()));
        return Csv.line(cells);
    }

    private List<@Nullable Object> advice(@Nullable Finding finding) {
        return finding == null
                ? Arrays.asList(LivenessFilter.NONE, null, null, null, null)
                : List.of(
                        finding.severity().word(),
                        finding.rule().id(),
                        texts.render(finding.rule().advice(), locale),
                        finding.evidence().stream()
                                .map(one -> texts.render(one, locale))
                                .collect(Collectors.joining("; ")),
                        finding.rule().link());
    }

    private static List<@Nullable Object> probes(Probes probes) {
        Probe liveness = probes.liveness();
        return Arrays.asList(
                handler(liveness),
                liveness == null ? null : Json.seconds(liveness.initialDelay()),
                liveness == null ? null : Json.seconds(liveness.period()),
                liveness == null ? null : Json.seconds(liveness.timeout()),
                liveness == null ? null : liveness.failureThreshold(),
                handler(probes.readiness()),
                handler(probes.startup()));
    }

    private static @Nullable String handler(@Nullable Probe probe) {
        return probe == null ? null : probe.handler();
    }
}
