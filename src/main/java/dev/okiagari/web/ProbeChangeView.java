package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.Span;
import dev.okiagari.liveness.ChangeState;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.liveness.ProbeForecast;
import dev.okiagari.liveness.ProbeSpec;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of a probe as JSON has it.
 *
 * @param change what becomes of the probe: added, changed or removed
 * @param diff of the workload as YAML, as {@code diff -u} writes it
 * @param manifest the same as a strategic merge patch in YAML
 * @param forecast what the probe makes of a hang; null where it is taken away
 * @param cautions what a person should know first
 * @param missingPermissions that what was tried on the way would have needed
 * @param revision of the pods before it
 */
record ProbeChangeView(
        UUID id,
        String state,
        TargetView target,
        String type,
        String change,
        @Nullable ProbeView before,
        @Nullable ProbeView after,
        String by,
        Instant requestedAt,
        @Nullable Instant appliedAt,
        @Nullable Instant undoneAt,
        @Nullable String undoneBy,
        @Nullable MessageView reason,
        String diff,
        String manifest,
        @Nullable ForecastView forecast,
        List<MessageView> cautions,
        List<String> missingPermissions,
        @Nullable String revision) {

    /** Where. */
    record TargetView(String namespace, PodView.Workload workload, String container) {}

    /** A probe, its times in seconds; a number that is null is the cluster's default. */
    record ProbeView(
            String handler,
            @Nullable Integer initialDelay,
            @Nullable Integer period,
            @Nullable Integer timeout,
            @Nullable Integer failureThreshold,
            @Nullable Integer successThreshold,
            @Nullable Integer grace) {

        static ProbeView of(ProbeSpec probe) {
            return new ProbeView(
                    probe.handler().line(),
                    probe.initialDelay(),
                    probe.period(),
                    probe.timeout(),
                    probe.failureThreshold(),
                    probe.successThreshold(),
                    probe.grace());
        }
    }

    /**
     * Times in seconds from the hang.
     *
     * @param detected null where it goes unnoticed
     * @param restarted null where nothing is restarted, as is ready
     */
    record ForecastView(
            MessageView words,
            @Nullable Span detected,
            @Nullable Span restarted,
            @Nullable Span ready) {

        static ForecastView of(ProbeForecast forecast, Texts texts, Locale locale) {
            MessageView words = texts.view(forecast.words(), locale);
            return switch (forecast) {
                case ProbeForecast.Restarted kill ->
                        new ForecastView(words, kill.detected(), kill.restarted(), kill.ready());
                case ProbeForecast.Unrouted unrouted ->
                        new ForecastView(words, unrouted.detected(), null, null);
                case ProbeForecast.Unnoticed _ -> new ForecastView(words, null, null, null);
            };
        }
    }

    static ProbeChangeView of(
            ProbeChange change, @Nullable ProbeForecast forecast, Texts texts, Locale locale) {
        var workload = change.target().workload();
        var undone = change.state() instanceof ChangeState.Undone done ? done : null;
        var reason = change.state() instanceof ChangeState.Failed failed ? failed.reason() : null;
        return new ProbeChangeView(
                change.id(),
                change.state().text(),
                new TargetView(
                        workload.namespace(),
                        new PodView.Workload(workload.kind(), workload.name()),
                        change.target().container()),
                Words.of(change.type().name()),
                Words.of(change.kind().name()),
                change.before().map(ProbeView::of).orElse(null),
                change.after().map(ProbeView::of).orElse(null),
                change.by().user(),
                change.requestedAt(),
                appliedAt(change.state()),
                undone == null ? null : undone.at(),
                undone == null ? null : undone.by().user(),
                view(reason, texts, locale),
                change.shown().diff(),
                change.shown().manifest(),
                forecast == null ? null : ForecastView.of(forecast, texts, locale),
                change.shown().cautions().stream()
                        .map(caution -> texts.view(caution, locale))
                        .toList(),
                change.shown().lacks(),
                change.shown().revision());
    }

    private static @Nullable MessageView view(
            @Nullable Message reason, Texts texts, Locale locale) {
        return reason == null ? null : texts.view(reason, locale);
    }

    static @Nullable Instant appliedAt(ChangeState state) {
        return switch (state) {
            case ChangeState.Applied applied -> applied.at();
            case ChangeState.Undoing undoing -> undoing.from().at();
            case ChangeState.Undone undone -> undone.from().at();
            default -> null;
        };
    }
}
