package dev.okiagari.web;

import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.Probes;
import dev.okiagari.liveness.Cadence;
import dev.okiagari.liveness.Covered;
import dev.okiagari.liveness.Finding;
import dev.okiagari.liveness.ProbeForecast;
import dev.okiagari.liveness.Rule;
import dev.okiagari.liveness.Severity;
import dev.okiagari.liveness.Variant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A container of a workload as JSON has it, in all its pods.
 *
 * @param probe the liveness probe; null where there is none
 * @param pods that define it so
 * @param forecast what its liveness probe makes of a hang; null where there is none
 * @param observed how regularly it is being restarted by its probe; null where it is not
 * @param others what other pods still have during a rollout
 */
record LivenessView(
        String namespace,
        PodView.Workload workload,
        String container,
        ContainerType type,
        String image,
        int pods,
        PodView.@Nullable ProbeOf probe,
        PodView.@Nullable ProbeOf readiness,
        PodView.@Nullable ProbeOf startup,
        List<FindingView> findings,
        @Nullable HangForecastView forecast,
        @Nullable CadenceView observed,
        List<OtherView> others) {

    /** A rule that holds. */
    record FindingView(
            Rule rule,
            Severity severity,
            MessageView explanation,
            List<MessageView> evidence,
            String link) {

        static List<FindingView> of(Variant variant, Texts texts, Locale locale) {
            return variant.findings().stream().map(finding -> of(finding, texts, locale)).toList();
        }

        private static FindingView of(Finding finding, Texts texts, Locale locale) {
            return new FindingView(
                    finding.rule(),
                    finding.severity(),
                    texts.view(finding.rule().advice(), locale),
                    finding.evidence().stream().map(one -> texts.view(one, locale)).toList(),
                    finding.rule().link());
        }
    }

    /** Pods that define it otherwise. */
    record OtherView(int pods, PodView.@Nullable ProbeOf probe, List<FindingView> findings) {

        static OtherView of(Variant variant, Texts texts, Locale locale) {
            return new OtherView(
                    variant.pods(),
                    PodView.of(variant.definition().probes().liveness()),
                    FindingView.of(variant, texts, locale));
        }
    }

    static LivenessView of(Covered covered, CoveredHangs.Told told, Texts texts, Locale locale) {
        Variant current = covered.current();
        Probes probes = current.definition().probes();
        return new LivenessView(
                covered.workload().namespace(),
                new PodView.Workload(covered.workload().kind(), covered.workload().name()),
                covered.container(),
                current.definition().type(),
                current.image(),
                current.pods(),
                PodView.of(probes.liveness()),
                PodView.of(probes.readiness()),
                PodView.of(probes.startup()),
                FindingView.of(current, texts, locale),
                forecast(told.forecast(), texts, locale),
                observed(told.cadence(), texts, locale),
                covered.others().stream()
                        .map(other -> OtherView.of(other, texts, locale))
                        .toList());
    }

    private static @Nullable HangForecastView forecast(
            @Nullable ProbeForecast forecast, Texts texts, Locale locale) {
        return forecast == null ? null : HangForecastView.of(forecast, texts, locale);
    }

    private static @Nullable CadenceView observed(
            @Nullable Cadence cadence, Texts texts, Locale locale) {
        return cadence == null ? null : CadenceView.of(cadence, texts, locale);
    }
}
