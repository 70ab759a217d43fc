package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.history.Gap;
import dev.okiagari.history.GapReason;
import dev.okiagari.history.ProbeFailure;
import dev.okiagari.history.Replacement;
import dev.okiagari.history.ReplacementCause;
import dev.okiagari.history.Restart;
import dev.okiagari.history.RestartCause;
import dev.okiagari.history.Rollout;
import dev.okiagari.history.RolloutState;
import dev.okiagari.history.Run;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was kept, as JSON has it. */
final class HistoryViews {

    private HistoryViews() {}

    /** One life of a container. */
    record RunView(
            String namespace,
            PodView.Workload workload,
            String pod,
            String podUid,
            String container,
            String containerId,
            @Nullable Instant startedAt,
            @Nullable Instant readyAt,
            @Nullable Instant finishedAt,
            @Nullable Integer exitCode,
            @Nullable String reason,
            @Nullable String message,
            @Nullable String log,
            @Nullable MessageView logNote) {

        static RunView of(Run run, Texts texts, Locale locale) {
            Message note = run.logNote();
            return new RunView(
                    run.workload().namespace(),
                    owner(run.workload()),
                    run.container().pod().name(),
                    run.container().pod().uid(),
                    run.container().name(),
                    run.containerId(),
                    run.startedAt(),
                    run.readyAt(),
                    run.finishedAt(),
                    run.exitCode(),
                    run.reason(),
                    run.message(),
                    run.log(),
                    note == null ? null : texts.view(note, locale));
        }
    }

    /** The step from one life to the next. */
    record RestartView(
            String id,
            String namespace,
            PodView.Workload workload,
            String pod,
            String podUid,
            String container,
            int restartCount,
            RestartCause cause,
            MessageView evidence,
            @Nullable Integer exitCode,
            @Nullable String reason,
            Restart.Ended ended,
            Restart.Began began,
            Instant seenAt,
            @Nullable UUID experimentId) {

        static RestartView of(Restart restart, Texts texts, Locale locale) {
            return new RestartView(
                    restart.id(),
                    restart.workload().namespace(),
                    owner(restart.workload()),
                    restart.container().pod().name(),
                    restart.container().pod().uid(),
                    restart.container().name(),
                    restart.restartCount(),
                    restart.cause(),
                    texts.view(restart.evidence(), locale),
                    restart.exitCode(),
                    restart.reason(),
                    restart.ended(),
                    restart.began(),
                    restart.seenAt(),
                    restart.experimentId());
        }
    }

    /** The step from one pod to its successor; {@code began} is null where there is none. */
    record ReplacementView(
            String namespace,
            PodView.Workload workload,
            ReplacementCause cause,
            EndedPod ended,
            @Nullable BeganPod began,
            @Nullable UUID experimentId,
            @Nullable MessageView evidence) {

        /** The pod before. */
        record EndedPod(String pod, String podUid, Instant at) {}

        /** The pod after. */
        record BeganPod(String pod, String podUid, Instant createdAt, @Nullable Instant readyAt) {

            static @Nullable BeganPod of(Replacement.@Nullable Began began) {
                return began == null
                        ? null
                        : new BeganPod(
                                began.pod().name(),
                                began.pod().uid(),
                                began.createdAt(),
                                began.readyAt());
            }
        }

        static ReplacementView of(Replacement replacement, Texts texts, Locale locale) {
            Message evidence = replacement.evidence();
            return new ReplacementView(
                    replacement.workload().namespace(),
                    owner(replacement.workload()),
                    replacement.cause(),
                    new EndedPod(
                            replacement.ended().pod().name(),
                            replacement.ended().pod().uid(),
                            replacement.ended().at()),
                    BeganPod.of(replacement.began()),
                    replacement.experimentId(),
                    evidence == null ? null : texts.view(evidence, locale));
        }
    }

    /** A workload going over to another revision. */
    record RolloutView(
            String namespace,
            PodView.Workload workload,
            String revision,
            Instant from,
            @Nullable Instant to,
            RolloutState state) {

        static RolloutView of(Rollout rollout) {
            return new RolloutView(
                    rollout.workload().namespace(),
                    owner(rollout.workload()),
                    rollout.revision(),
                    rollout.from(),
                    rollout.to(),
                    rollout.state());
        }
    }

    /** An interval and the failures in it; not exact means at least so many. */
    record ProbeFailureView(
            String namespace,
            PodView.@Nullable Workload workload,
            String pod,
            String podUid,
            @Nullable String container,
            ProbeType probe,
            Instant from,
            Instant to,
            int count,
            boolean exact,
            String message) {

        static ProbeFailureView of(ProbeFailure failure) {
            WorkloadRef workload = failure.workload();
            return new ProbeFailureView(
                    failure.pod().namespace(),
                    workload == null ? null : owner(workload),
                    failure.pod().name(),
                    failure.pod().uid(),
                    failure.container(),
                    failure.probe(),
                    failure.from(),
                    failure.to(),
                    failure.count(),
                    failure.exact(),
                    failure.message());
        }
    }

    /** What is known to be missing; a null number is not known. */
    record GapView(
            Instant from,
            Instant to,
            String scope,
            GapReason reason,
            @Nullable Integer missed,
            MessageView text) {

        static GapView of(Gap gap, Texts texts, Locale locale) {
            return new GapView(
                    gap.from(),
                    gap.to(),
                    gap.scope().text(),
                    gap.reason(),
                    gap.missed(),
                    texts.view(gap.text(), locale));
        }
    }

    private static PodView.Workload owner(WorkloadRef workload) {
        return new PodView.Workload(workload.kind(), workload.name());
    }
}
