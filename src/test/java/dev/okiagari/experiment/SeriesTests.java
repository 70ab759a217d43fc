package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.Connection;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Guard;
import dev.okiagari.safety.HaltChanged;
import dev.okiagari.safety.HaltState;
import dev.okiagari.safety.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A repeat from its first run to its verdict, on a clock that only its own sleeping moves. */
class SeriesTests {

    private static final Fault TERM = new Fault.SendSignal("TERM", 1);

    private final AtomicReference<Instant> now = new AtomicReference<>(Targets.T0);
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final Map<UUID, Experiment> stored = new LinkedHashMap<>();
    private final List<PodSnapshot> aimedAt = new CopyOnWriteArrayList<>();
    private final List<Instant> begun = new CopyOnWriteArrayList<>();
    private final List<PodSnapshot> pods = new CopyOnWriteArrayList<>();
    private final ExperimentStore store = mock(ExperimentStore.class);
    private final Runner runner = mock(Runner.class);
    private final Cluster cluster = mock(Cluster.class);
    private final SeriesRunner series =
            new SeriesRunner(
                    store,
                    runner,
                    new Successor(cluster, clock),
                    Targets.times(3, 45, 600),
                    clock,
                    span -> now.updateAndGet(at -> at.plus(span)));

    /** What becomes of each run; by its number, from 1. */
    private Function<Integer, StartResult> runs = n -> run(n, Outcome.RESTARTED, n);

    @BeforeEach
    void aPodOfAConnectedCluster() {
        willAnswer(saved -> keep(saved.getArgument(0))).given(store).save(any());
        willAnswer(ended -> keep(ended.getArgument(0))).given(store).end(any(), any());
        given(store.find(any(), any()))
                .willAnswer(asked -> Optional.ofNullable(stored.get(asked.getArgument(1))));
        given(store.runs(any()))
                .willAnswer(asked -> {
                    Experiment parent = asked.getArgument(0);
                    return all().stream().filter(one -> parent.id().equals(one.parent())).toList();
                });
        given(cluster.connection())
                .willReturn(new Connection(Connection.State.CONNECTED, Targets.T0, null));
        given(cluster.pods()).willAnswer(_ -> List.copyOf(pods));
        given(cluster.pod(any(String.class)))
                .willAnswer(asked ->
                        pods.stream()
                                .filter(pod -> pod.ref().uid().equals(asked.getArgument(0)))
                                .findFirst()
                                .orElse(null));
        pods.add(pod("hello-1", Targets.T0, true));
    }

    @Test
    void allRunsAreMadeAndTheirSpreadIsTold() {
        Experiment parent = repeated(4, Repeat.Spacing.READY);

        assertThat(parent.state()).isEqualTo(Experiment.State.FINISHED);
        assertThat(verdict(parent).outcome()).isEqualTo(Outcome.RESTARTED);
        assertThat(verdict(parent).asForecast()).isTrue();
        assertThat(verdict(parent).explanation())
                .isEqualTo(Message.of("experiment.verdict.series.restarted", 4, 4, "2.5", "4.0"));
        assertThat(store.runs(parent)).hasSize(4).allMatch(run -> !run.isSeries());
        assertThat(series.isRunning(parent.id())).isFalse();
    }

    @Test
    void aReplacedPodIsFollowedToTheNewestReadyOne() {
        runs =
                n -> {
                    pods.clear();
                    pods.add(pod("old", Targets.T0.minusSeconds(9), true));
                    pods.add(pod("next-" + n, Targets.T0.plusSeconds(n), true));
                    pods.add(pod("starting", Targets.T0.plusSeconds(60), false));
                    return run(n, Outcome.REPLACED, 2);
                };

        repeated(3, Repeat.Spacing.READY);

        assertThat(aimedAt).extracting(pod -> pod.ref().name()).containsExactly("next-1", "next-2");
    }

    @Test
    void theSamePodIsKeptWhileItIsThereAndAwaitedUntilItIsReady() {
        runs =
                n -> {
                    pods.clear();
                    pods.add(pod("hello-1", Targets.T0, false));
                    pods.add(pod("other", Targets.T0.plusSeconds(n), true));
                    Instant ready = now.get().plusSeconds(20);
                    given(cluster.pod("uid-1"))
                            .willAnswer(
                                    _ -> pod("hello-1", Targets.T0, !now.get().isBefore(ready)));
                    return run(n, Outcome.RESTARTED, 2);
                };

        repeated(2, Repeat.Spacing.READY);

        assertThat(aimedAt).extracting(pod -> pod.ref().name()).containsExactly("hello-1");
        assertThat(Duration.between(begun.get(0), begun.get(1)))
                .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
    }

    @Test
    void settledWaitsUntilTheKubeletHasForgotten() {
        runs =
                n -> {
                    pods.clear();
                    pods.add(pod("hello-1", now.get(), true));
                    return run(n, Outcome.RESTARTED, 2);
                };

        repeated(3, Repeat.Spacing.SETTLED);

        assertThat(Duration.between(begun.get(1), begun.get(2)))
                .isBetween(Duration.ofSeconds(600), Duration.ofSeconds(605));
    }

    @Test
    void itStopsAtAHalt() {
        runs =
                n -> {
                    if (n == 2) {
                        series.on(
                                new HaltChanged(
                                        new HaltState(true, Targets.T0, "tester"), Actor.ITSELF));
                    }
                    return run(n, Outcome.RESTARTED, 2);
                };

        Experiment parent = repeated(10, Repeat.Spacing.READY);

        verify(runner, atLeastOnce()).stop(any());
        assertThat(verdict(parent).explanation())
                .isEqualTo(Message.of("experiment.verdict.series-early.halted", 2, 10));
        assertThat(store.runs(parent)).hasSize(2);
    }

    @Test
    void whoStopsItStopsTheRunThatIsOnToo() {
        Experiment planned = planned(10, Repeat.Spacing.READY);
        given(runner.isRunning(any()))
                .willAnswer(_ -> {
                    series.stop(planned.id());
                    return false;
                });

        Experiment parent = repeated(planned);

        verify(runner).stop(store.runs(parent).getFirst().id());
        assertThat(verdict(parent).explanation())
                .isEqualTo(Message.of("experiment.verdict.series-early.stopped", 1, 10));
    }

    @Test
    void itStopsAtAGuardAndSaysWhich() {
        Message reason = Message.of("safety.guard.last-ready-replica", "hello");
        runs =
                n ->
                        n < 3
                                ? run(n, Outcome.RESTARTED, 2)
                                : new Refused.Guarded(
                                        List.of(new Refusal(Guard.LAST_READY_REPLICA, reason)));

        Experiment parent = repeated(10, Repeat.Spacing.READY);

        assertThat(verdict(parent).explanation())
                .isEqualTo(
                        Message.of(
                                "experiment.verdict.series-early.guard",
                                2,
                                10,
                                "last-ready-replica"));
        assertThat(parent.steps()).extracting(Step::what).contains(reason);
        assertThat(verdict(parent).outcome()).isEqualTo(Outcome.RESTARTED);
    }

    @Test
    void itStopsWhereTheForecastSaysThatItCannotBeDone() {
        runs =
                n ->
                        n < 2
                                ? run(n, Outcome.RESTARTED, 2)
                                : new Refused.Hopeless(
                                        new Forecast(
                                                Outcome.IMPOSSIBLE,
                                                List.of(Outcome.IMPOSSIBLE),
                                                Message.of("experiment.forecast.no-way"),
                                                List.of()));

        assertThat(verdict(repeated(5, Repeat.Spacing.READY)).explanation())
                .isEqualTo(Message.of("experiment.verdict.series-early.impossible", 1, 5));
    }

    @Test
    void theWorstRunIsTheVerdictAndTheLast() {
        runs = n -> run(n, n < 3 ? Outcome.RESTARTED : Outcome.NOT_RECOVERED, 2);

        Experiment parent = repeated(5, Repeat.Spacing.READY);

        assertThat(verdict(parent).outcome()).isEqualTo(Outcome.NOT_RECOVERED);
        assertThat(verdict(parent).explanation())
                .isEqualTo(Message.of("experiment.verdict.series-early.not-recovered", 3, 5));
    }

    @Test
    void aTargetThatIsGoneEndsItWhenNothingReplacesIt() {
        runs =
                n -> {
                    pods.clear();
                    return run(n, Outcome.REPLACED, 2);
                };

        assertThat(verdict(repeated(5, Repeat.Spacing.READY)).explanation())
                .isEqualTo(Message.of("experiment.verdict.series-early.target-gone", 1, 5));
        assertThat(now.get()).isAfterOrEqualTo(Targets.T0.plus(Duration.ofMinutes(10)));
    }

    @Test
    void oneRunThatWentOtherwiseMakesAllNotAsForecast() {
        runs = n -> run(n, n == 2 ? Outcome.DELIVERED : Outcome.RESTARTED, 2);

        Experiment parent = repeated(3, Repeat.Spacing.READY);

        assertThat(verdict(parent).asForecast()).isFalse();
        assertThat(verdict(parent).outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(verdict(parent).explanation().key())
                .isEqualTo("experiment.verdict.series.mixed");
    }

    @Test
    void theWorkloadIsHeldAgainstOthersFromBeginToEnd() {
        WorkloadRef workload = Courses.POD.workload();
        List<Boolean> held = new ArrayList<>();
        Experiment planned = planned(3, Repeat.Spacing.READY);
        runs =
                n -> {
                    held.add(series.holds(workload, null));
                    held.add(series.holds(workload, planned.id()));
                    return run(n, Outcome.RESTARTED, 2);
                };

        repeated(planned);

        assertThat(held).containsExactly(true, false, true, false, true, false);
        assertThat(series.holds(workload, null)).isFalse();
    }

    @Test
    void howItWasAfterTheLastRunIsHowItIsAfterAll() {
        Experiment parent = repeated(2, Repeat.Spacing.READY);

        assertThat(parent.evidence().after())
                .isNotNull()
                .isEqualTo(store.runs(parent).getLast().evidence().after());
    }

    @Test
    void theParentIsStoredBeforeItsFirstRun() {
        Experiment planned = planned(2, Repeat.Spacing.READY);
        runs =
                n -> {
                    assertThat(stored.get(planned.id()).state())
                            .isEqualTo(Experiment.State.OBSERVING);
                    return run(n, Outcome.RESTARTED, 2);
                };

        assertThat(verdict(repeated(planned)).outcome()).isEqualTo(Outcome.RESTARTED);
    }

    private Experiment repeated(int times, Repeat.Spacing spacing) {
        return repeated(planned(times, spacing));
    }

    private Experiment repeated(Experiment planned) {
        series.start(
                planned,
                new SeriesRunner.Starter() {
                    @Override
                    public StartResult first(UUID parent) {
                        return begin(parent);
                    }

                    @Override
                    public StartResult next(UUID parent, PodSnapshot pod) {
                        aimedAt.add(pod);
                        return begin(parent);
                    }
                });
        await().until(() -> !series.isRunning(planned.id()));
        return Objects.requireNonNull(stored.get(planned.id()));
    }

    private StartResult begin(UUID parent) {
        begun.add(now.get());
        StartResult result = runs.apply(begun.size());
        if (result instanceof StartResult.Started(Experiment run)) {
            Experiment child =
                    new Experiment(
                            run.id(),
                            run.clusterId(),
                            run.state(),
                            run.target(),
                            run.fault(),
                            run.by(),
                            run.requestedAt(),
                            run.injectedAt(),
                            run.finishedAt(),
                            run.forecast(),
                            run.verdict(),
                            run.recovery(),
                            run.evidence(),
                            run.steps(),
                            run.terms(),
                            parent,
                            null);
            keep(child);
            return new StartResult.Started(child);
        }
        return result;
    }

    private StartResult run(int n, Outcome outcome, double seconds) {
        Instant at = now.get();
        Experiment observing = Courses.observing(TERM, 0);
        Phase ready =
                new Phase(
                        Phase.Name.READY,
                        at,
                        at.plusMillis((long) (seconds * 1000)),
                        Phase.Clock.WATCH);
        Recovery recovery =
                outcome == Outcome.DELIVERED ? null : new Recovery(List.of(ready), null);
        return new StartResult.Started(
                observing.finished(
                        at,
                        new Verdict(
                                outcome,
                                Message.of("experiment.verdict.restarted", n),
                                outcome != Outcome.DELIVERED),
                        recovery,
                        observing.evidence().after(observing.evidence().before())));
    }

    private static Experiment planned(int times, Repeat.Spacing spacing) {
        return Courses.planned(TERM, new Terms(null, null, new Repeat(times, spacing), null));
    }

    private synchronized @Nullable Object keep(Experiment experiment) {
        stored.put(experiment.id(), experiment);
        return null;
    }

    private synchronized List<Experiment> all() {
        return List.copyOf(stored.values());
    }

    private static Verdict verdict(Experiment experiment) {
        return Objects.requireNonNull(experiment.verdict());
    }

    private static PodSnapshot pod(String name, Instant started, boolean ready) {
        ContainerSnapshot container =
                new ContainerSnapshot(
                        "app",
                        ContainerType.REGULAR,
                        "image",
                        "containerd://" + name,
                        0,
                        ready,
                        true,
                        new ContainerState.Running(started),
                        null,
                        Probes.NONE);
        return new PodSnapshot(
                new PodRef("test", name, name.equals("hello-1") ? "uid-1" : name),
                Courses.POD.workload(),
                "node",
                "10.0.0.1",
                "Running",
                null,
                ready,
                started,
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
                List.of(container),
                null);
    }
}
