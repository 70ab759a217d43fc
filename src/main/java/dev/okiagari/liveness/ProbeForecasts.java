package dev.okiagari.liveness;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.history.BackOff;
import dev.okiagari.history.BackOffs;
import dev.okiagari.history.History;
import dev.okiagari.history.HistoryQuery;
import dev.okiagari.history.Run;
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

    private static final int STARTS = 10;

    private final History history;
    private final BackOffs backOffs;
    private final TermReadings readings;

    ProbeForecasts(History history, BackOffs backOffs, TermReadings readings) {
        this.history = history;
        this.backOffs = backOffs;
        this.readings = readings;
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
                                        backOffs.of(pod, container),
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
