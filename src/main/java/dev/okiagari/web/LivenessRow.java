package dev.okiagari.web;

import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.liveness.Covered;
import dev.okiagari.liveness.Finding;
import dev.okiagari.liveness.Rule;
import dev.okiagari.liveness.Variant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A container of a workload, in all its pods.
 *
 * @param severity of its worst finding, or {@code none}
 * @param href of the container in the newest of its pods
 * @param type null for a regular container
 * @param lasting whether it is to run for ever
 * @param forecast what its liveness probe makes of a hang; null where there is none
 * @param rhythm how regularly it is being restarted by its probe; null where it is not
 * @param others what other pods still have during a rollout
 */
record LivenessRow(
        String severity,
        WorkloadRef workload,
        String workloadHref,
        String container,
        String href,
        @Nullable String type,
        String image,
        int pods,
        boolean lasting,
        List<ContainerView.ProbeLine> probes,
        List<Advice> findings,
        HangBar.@Nullable Forecast forecast,
        HangBar.@Nullable Rhythm rhythm,
        List<Other> others) {

    /** A finding in words. */
    record Advice(
            String severity, Message title, Message text, List<Message> evidence, String link) {

        static Advice of(Finding finding) {
            return new Advice(
                    finding.severity().word(),
                    finding.rule().title(),
                    finding.rule().advice(),
                    finding.evidence(),
                    finding.rule().link());
        }
    }

    /** Pods that define it otherwise. */
    record Other(int pods, List<Message> findings) {

        static Other of(Variant variant) {
            return new Other(
                    variant.pods(),
                    variant.findings().stream().map(Finding::rule).map(Rule::title).toList());
        }
    }

    static LivenessRow of(Covered covered, CoveredHangs.Told told) {
        WorkloadRef workload = covered.workload();
        Variant current = covered.current();
        return new LivenessRow(
                LivenessFilter.word(covered.worst()),
                workload,
                WorkloadViews.href(workload),
                covered.container(),
                Href.container(workload.namespace(), current.newest().name(), covered.container()),
                current.definition().type() == ContainerType.REGULAR
                        ? null
                        : current.definition().type().name().toLowerCase(Locale.ROOT),
                current.image(),
                covered.pods(),
                current.definition().lasting(),
                ContainerViews.probes(current.definition().probes()),
                current.findings().stream().map(Advice::of).toList(),
                HangBar.Forecast.of(told.forecast()),
                HangBar.Rhythm.of(told.cadence()),
                covered.others().stream().map(Other::of).toList());
    }
}
