package dev.okiagari.liveness;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.history.History;
import dev.okiagari.history.HistoryQuery;
import dev.okiagari.history.Restart;
import dev.okiagari.history.RestartCause;
import dev.okiagari.history.Run;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What probes would make of a hang of a container that is there, with what is kept of its starts
 * and restarts. Blocks on the database.
 */
@Component
public class ProbeForecasts {

    /** More than a back-off remembers. */
    private static final int RESTARTS = 50;

    private static final int STARTS = 10;

    private final History history;
    private final TermReadings readings;
    private final Clock clock;

    ProbeForecasts(History history, TermReadings readings, Clock clock) {
        this.history = history;
        this.readings = readings;
        this.clock = clock;
    }

    /** Of its own liveness probe, if all its processes were stopped now; empty without a probe. */
    public Optional<ProbeForecast> of(PodSnapshot pod, ContainerSnapshot container) {
        return Optional.ofNullable(container.probes().liveness())
                .map(probe ->
                        ProbeForecast.of(
                                probe,
                                circumstances(
                                        pod,
                                        container,
                                        ProbeType.LIVENESS,
                                        Hang.FROZEN,
                                        backOff(pod, container),
                                        container.probes())));
    }

    /**
     * Of a probe that it may not have yet, as a form is being edited: a changed template makes new
     * pods, of which none is held back.
     */
    public ProbeForecast of(
            PodSnapshot pod, ContainerSnapshot container, ProbeType type, Probe probe, Hang hang) {
        return ProbeForecast.of(
                probe,
                circumstances(
                        pod, container, type, hang, BackOff.NONE, with(type, probe, container)));
    }

    private Circumstances circumstances(
            PodSnapshot pod,
            ContainerSnapshot container,
            ProbeType type,
            Hang hang,
            BackOff backOff,
            Probes probes) {
        return new Circumstances(
                type,
                hang,
                pod.grace(),
                sigTerm(pod, container),
                backOff,
                start(pod.workload(), container.name(), probes));
    }

    private SigTerm sigTerm(PodSnapshot pod, ContainerSnapshot container) {
        TermReading reading = readings.of(pod, container.name());
        if (reading == null) {
            return SigTerm.UNKNOWN;
        }
        return reading.dropped() ? SigTerm.DROPPED : SigTerm.HANDLED;
    }

    private BackOff backOff(PodSnapshot pod, ContainerSnapshot container) {
        if (container.restartCount() == 0) {
            return BackOff.NONE;
        }
        List<BackOff.Step> steps =
                history
                        .restarts(
                                HistoryQuery.all()
                                        .withPodUid(pod.ref().uid())
                                        .withContainer(container.name())
                                        .withLimit(RESTARTS))
                        .items()
                        .reversed()
                        .stream()
                        .flatMap(restart -> step(restart, container.probes()))
                        .toList();
        return BackOff.after(steps, clock.instant());
    }

    private static Stream<BackOff.Step> step(Restart restart, Probes probes) {
        Instant ended = restart.ended().finishedAt();
        Instant began = restart.began().startedAt();
        return ended == null || began == null
                ? Stream.empty()
                : Stream.of(new BackOff.Step(ended, isByProbe(restart.cause(), probes), began));
    }

    /** The kubelet soon stops telling of its kills. */
    private static boolean isByProbe(RestartCause cause, Probes probes) {
        return switch (cause) {
            case LIVENESS, STARTUP -> true;
            case UNKNOWN -> probes.liveness() != null || probes.startup() != null;
            default -> false;
        };
    }

    /** Of the newest starts of the container in any pod of its workload. */
    private StartNeed start(WorkloadRef workload, String container, Probes probes) {
        List<Duration> starts =
                history
                        .runs(
                                HistoryQuery.all()
                                        .withNamespace(workload.namespace())
                                        .withWorkload(workload.kind() + "/" + workload.name())
                                        .withContainer(container)
                                        .withLimit(STARTS))
                        .items()
                        .stream()
                        .flatMap(ProbeForecasts::need)
                        .toList();
        return StartNeed.seen(starts, probes);
    }

    /** Two clocks, of which one knows whole seconds only. */
    private static Stream<Duration> need(Run run) {
        @Nullable Instant started = run.startedAt();
        @Nullable Instant ready = run.readyAt();
        if (started == null || ready == null) {
            return Stream.empty();
        }
        Duration need = Duration.between(started, ready);
        return Stream.of(need.isNegative() ? Duration.ZERO : need);
    }

    private static Probes with(ProbeType type, Probe probe, ContainerSnapshot container) {
        Probes now = container.probes();
        return switch (type) {
            case LIVENESS -> new Probes(probe, now.readiness(), now.startup());
            case READINESS -> new Probes(now.liveness(), probe, now.startup());
            case STARTUP -> new Probes(now.liveness(), now.readiness(), probe);
        };
    }
}
