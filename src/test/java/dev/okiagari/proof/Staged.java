package dev.okiagari.proof;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.Span;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.experiment.Evidence;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.Forecast;
import dev.okiagari.experiment.Outcome;
import dev.okiagari.experiment.Phase;
import dev.okiagari.experiment.Recovery;
import dev.okiagari.experiment.Shot;
import dev.okiagari.experiment.Target;
import dev.okiagari.experiment.Terms;
import dev.okiagari.experiment.Verdict;
import dev.okiagari.liveness.ChangeState;
import dev.okiagari.liveness.Hang;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.liveness.ProbeForecast;
import dev.okiagari.liveness.ProbeTarget;
import dev.okiagari.liveness.Shown;
import dev.okiagari.safety.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A workload, its probe and its hangs, as the tests of proofs have them. */
final class Staged {

    static final Instant T0 = Instant.parse("2026-11-29T22:00:00Z");
    static final Actor BY = new Actor("ann", "127.0.0.1", "password");
    static final WorkloadRef WEB = new WorkloadRef("shop", "Deployment", "web");
    static final ProbeTarget TARGET = new ProbeTarget(WEB, "app");
    static final PodRef OLD = new PodRef("shop", "web-1", "uid-1");
    static final PodRef NEW = new PodRef("shop", "web-2", "uid-2");
    static final UUID CHANGE = UUID.fromString("019ad000-0000-7000-8000-000000000001");
    static final UUID FIRST = UUID.fromString("019ad000-0000-7000-8000-000000000002");
    static final Probe PROBE =
            new Probe(
                    "httpGet / 8080 HTTP",
                    Duration.ZERO,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(1),
                    3,
                    1,
                    null);
    static final ProbeForecast.Restarted FORECAST =
            new ProbeForecast.Restarted(
                    ProbeType.LIVENESS,
                    Hang.FROZEN,
                    seconds(21, 31),
                    seconds(51, 62),
                    seconds(51, 64),
                    seconds(52, 66));

    private Staged() {}

    static Span seconds(int min, int max) {
        return new Span(Duration.ofSeconds(min), Duration.ofSeconds(max));
    }

    static ProbeChange change(ProbeType type, ChangeState state) {
        return new ProbeChange(
                CHANGE,
                "lab",
                TARGET,
                type,
                BY,
                T0,
                new Shown(
                        "u1",
                        "10",
                        3,
                        null,
                        "{}",
                        "{}",
                        null,
                        "{\"httpGet\":{\"path\":\"/\",\"port\":8080,\"scheme\":\"HTTP\"}}",
                        null,
                        "",
                        "",
                        List.of(),
                        List.of()),
                state);
    }

    static Agreement agreement(ProbeChange.Kind kind, ProbeForecast forecast) {
        return new Agreement(CHANGE, kind, OLD, "containerd://old", forecast, 180, null, Set.of());
    }

    static Proof proof(ProbeType type, ProbeChange.Kind kind, ProbeForecast forecast) {
        return new Proof(
                UUID.fromString("019ad000-0000-7000-8000-000000000000"),
                "lab",
                TARGET,
                type,
                BY,
                T0,
                agreement(kind, forecast),
                new ProofState.HangingBefore(T0),
                FIRST,
                null,
                null,
                null,
                List.of());
    }

    static Proof proof() {
        return proof(ProbeType.LIVENESS, ProbeChange.Kind.ADDED, FORECAST);
    }

    /** A pod that has the probe, and runs for longer than that takes to be due. */
    static PodSnapshot pod(PodRef ref, ProbeType type, boolean ready) {
        Probes probes =
                type == ProbeType.READINESS
                        ? new Probes(null, PROBE, null)
                        : new Probes(PROBE, null, null);
        return new PodSnapshot(
                ref,
                WEB,
                "node",
                "10.0.0.1",
                "Running",
                null,
                ready,
                T0,
                null,
                "Always",
                Duration.ofSeconds(30),
                false,
                false,
                false,
                null,
                null,
                null,
                "1",
                List.of(container(ready, probes)),
                null);
    }

    static ContainerSnapshot container(boolean ready, Probes probes) {
        return new ContainerSnapshot(
                "app",
                ContainerType.REGULAR,
                "image",
                "containerd://new",
                0,
                ready,
                true,
                new ContainerState.Running(T0.minusSeconds(600)),
                null,
                probes);
    }

    /** A hang that came to its end. */
    static Experiment hang(UUID id, int asked, Outcome outcome, Phase... phases) {
        return hang(
                id, asked, Experiment.State.FINISHED, outcome, new Recovery(List.of(phases), null));
    }

    static Experiment hang(
            UUID id,
            int asked,
            Experiment.State state,
            @Nullable Outcome outcome,
            @Nullable Recovery recovery) {
        return new Experiment(
                id,
                "lab",
                state,
                new Target(NEW, WEB, "app", "containerd://new"),
                new Fault.Hang(asked, List.of(7)),
                BY,
                T0,
                T0,
                T0,
                new Forecast(
                        Outcome.RESTARTED,
                        List.of(Outcome.RESTARTED),
                        Message.of("experiment.forecast.hang-unnoticed", asked),
                        List.of(),
                        List.of(),
                        null,
                        null),
                outcome == null
                        ? null
                        : new Verdict(outcome, Message.of("experiment.verdict.failed"), true),
                recovery,
                new Evidence(
                        null,
                        null,
                        null,
                        new Shot(T0, "web-2", "uid-2", "containerd://new", T0, 0, null, List.of()),
                        null),
                List.of(),
                Terms.NONE,
                null,
                null);
    }

    static Phase phase(Phase.Name name, double from, double to) {
        return new Phase(
                name,
                T0.plusMillis(Math.round(from * 1000)),
                T0.plusMillis(Math.round(to * 1000)),
                Phase.Clock.WATCH);
    }

    /** What nothing noticed. */
    static Sight unnoticed(double hung) {
        return new Sight(hung, null, null, null, null, null, null);
    }

    static Sight restarted(@Nullable Double noticed, double restarted) {
        return new Sight(
                restarted - 1, noticed, restarted - 1, restarted, restarted + 1, null, null);
    }

    static Sight unrouted(@Nullable Double unready, @Nullable Double back) {
        return new Sight(70, null, null, null, null, unready, back);
    }
}
