package dev.okiagari.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.database.TimeIds;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.ExperimentChanged;
import dev.okiagari.experiment.ExperimentRequest;
import dev.okiagari.experiment.Experiments;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.Outcome;
import dev.okiagari.experiment.PartOf;
import dev.okiagari.experiment.Phase;
import dev.okiagari.experiment.Refused;
import dev.okiagari.experiment.StartResult;
import dev.okiagari.liveness.ChangeResult;
import dev.okiagari.liveness.ChangeState;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.liveness.ProbeChanges;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A proof from its begin to its end, and killed at each moment in between. */
class ProverTests {

    private static final UUID SECOND = UUID.fromString("019ad000-0000-7000-8000-000000000003");
    private static final ProofProperties PROPERTIES =
            new ProofProperties(Duration.ofMinutes(3), Duration.ofMinutes(10));

    private final ProofStore store = mock(ProofStore.class);
    private final Experiments experiments = mock(Experiments.class);
    private final ProbeChanges changes = mock(ProbeChanges.class);
    private final Cluster cluster = mock(Cluster.class);
    private final TimeIds ids = mock(TimeIds.class);

    private Instant now = Staged.T0;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private Proof stored = Staged.proof();
    private ProbeChange change = Staged.change(ProbeType.LIVENESS, new ChangeState.Rehearsed());
    private final Map<UUID, Experiment> hangs = new HashMap<>();
    private final List<String> done = new ArrayList<>();
    private int killedAt = -1;
    private int moment;
    private Runnable whileSleeping = () -> {};
    private Prover prover = prover();

    /** As kill -9 does. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private Prover prover() {
        HangStep hang = new HangStep(experiments, cluster, ProverTests.this::sleep, PROPERTIES);
        return new Prover(
                store,
                new ProofSteps(
                        hang,
                        new ChangeStep(changes, ProverTests.this::sleep, PROPERTIES),
                        new RolloutStep(changes, cluster, ProverTests.this::sleep, PROPERTIES),
                        changes,
                        ids),
                clock);
    }

    private void sleep(Duration time) {
        now = now.plus(time);
        whileSleeping.run();
    }

    /** Two chances to be killed around everything that is stored or done. */
    private void moment() {
        if (moment++ == killedAt) {
            throw new Killed();
        }
    }

    @BeforeEach
    void everythingGoesWell() throws InterruptedException {
        given(ids.next()).willReturn(SECOND);
        given(cluster.pods()).willReturn(List.of(Staged.pod(Staged.NEW, ProbeType.LIVENESS, true)));
        willAnswer(
                        call -> {
                            moment();
                            assertThat(stored.state())
                                    .isEqualTo(call.<Proof>getArgument(0).state());
                            stored = call.getArgument(1);
                            moment();
                            return null;
                        })
                .given(store)
                .become(any(), any());
        given(experiments.find(any()))
                .willAnswer(call -> Optional.ofNullable(hangs.get(call.<UUID>getArgument(0))));
        given(experiments.start(any(), any(), any(PartOf.class)))
                .willAnswer(call -> start(call.getArgument(0), call.getArgument(2)));
        given(changes.find(Staged.CHANGE)).willAnswer(_ -> Optional.of(change));
        given(changes.apply(eq(Staged.CHANGE), any(), any(), any())).willAnswer(_ -> applied());
    }

    private StartResult start(ExperimentRequest request, PartOf part) {
        moment();
        assertThat(hangs).as("no id is used twice").doesNotContainKey(part.id());
        assertThat(part.whole()).isEqualTo(stored.id());
        done.add("hang " + request.pod());
        Experiment hung =
                part.id().equals(Staged.FIRST)
                        ? Staged.hang(
                                part.id(),
                                180,
                                Outcome.SUSPENDED,
                                Staged.phase(Phase.Name.HANG, 0, 180.2))
                        : Staged.hang(
                                part.id(),
                                94,
                                Outcome.RESTARTED,
                                Staged.phase(Phase.Name.HANG, 0, 9),
                                Staged.phase(Phase.Name.DETECTED, 9, 28),
                                Staged.phase(Phase.Name.GRACE, 28, 58),
                                Staged.phase(Phase.Name.START, 58, 59),
                                Staged.phase(Phase.Name.READY, 59, 60));
        boolean killedMeanwhile = moment == killedAt;
        // What an Okiagari that was killed has left is marked as interrupted by the next one.
        hangs.put(
                part.id(),
                killedMeanwhile
                        ? Staged.hang(part.id(), 94, Experiment.State.INTERRUPTED, null, null)
                        : hung);
        moment();
        return new StartResult.Started(hung);
    }

    private ChangeResult applied() {
        moment();
        assertThat(change.state()).isInstanceOf(ChangeState.Rehearsed.class);
        done.add("apply");
        change = Staged.change(ProbeType.LIVENESS, new ChangeState.Applied(Staged.T0, "{}"));
        moment();
        return new ChangeResult.Made(change);
    }

    private void run(boolean takenUp) {
        prover.see(new Course(stored, store, clock, takenUp));
    }

    @Test
    void itHangsChangesAndHangsAgain() {
        run(false);

        assertThat(done).containsExactly("hang web-1", "apply", "hang web-2");
        assertThat(stored.state())
                .isInstanceOfSatisfying(
                        ProofState.Finished.class,
                        end ->
                                assertThat(end.verdict().conclusion())
                                        .isEqualTo(ProofVerdict.Conclusion.PROVEN));
        assertThat(stored.after()).isEqualTo(SECOND);
        assertThat(stored.seenBefore()).isEqualTo(Staged.unnoticed(180.2));
    }

    /** Before and after each of four stored steps, two hangs and one write. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
    void killedAtAnyMomentItDoesNothingTwiceAndComesToAnEnd(int at) {
        killedAt = at;
        Killed killed = null;
        try {
            run(false);
        } catch (Killed expected) {
            killed = expected;
        }
        assertThat(killed).as("there is such a moment").isNotNull();
        prover = prover();

        run(stored.isRunning());

        assertThat(stored.isRunning()).isFalse();
        assertThat(done).doesNotHaveDuplicates();
        boolean duringAHang =
                hangs.values().stream()
                        .anyMatch(hang -> hang.state() == Experiment.State.INTERRUPTED);
        if (duringAHang) {
            assertThat(stored.state())
                    .isInstanceOfSatisfying(
                            ProofState.Failed.class,
                            end ->
                                    assertThat(end.reason())
                                            .isEqualTo(Message.of("proof.failed.interrupted")));
        } else {
            assertThat(stored.state()).isInstanceOf(ProofState.Finished.class);
            assertThat(done).containsExactly("hang web-1", "apply", "hang web-2");
        }
    }

    @Test
    void thereAreNoMoreMomentsThanThose() {
        run(false);

        assertThat(moment).isEqualTo(14);
    }

    @Test
    void whatNobodyMayBeWaitingForAnyMoreIsNotBegun() {
        now = Staged.T0.plus(Duration.ofMinutes(11));

        run(true);

        assertThat(done).isEmpty();
        assertThat(stored.state())
                .isEqualTo(
                        new ProofState.Failed(
                                now, "hanging-before", Message.of("proof.failed.left-hang")));
    }

    @Test
    void aChangeThatNobodyMayBeWaitingForAnyMoreIsNotApplied() throws InterruptedException {
        stored = stored.changing(Staged.T0, Staged.unnoticed(180));
        now = Staged.T0.plus(Duration.ofMinutes(11));

        run(true);

        assertThat(done).isEmpty();
        assertThat(stored.state())
                .isEqualTo(
                        new ProofState.Failed(
                                now, "changing", Message.of("proof.failed.left-change")));
    }

    @Test
    void aHaltEndsItAndNothingFollows() {
        Course course = new Course(stored, store, clock, false);
        course.stop(Actor.ITSELF, true);

        prover.see(course);

        assertThat(done).isEmpty();
        assertThat(stored.state())
                .isInstanceOfSatisfying(
                        ProofState.Stopped.class,
                        end -> {
                            assertThat(end.during()).isEqualTo("hanging-before");
                            assertThat(end.reason().key()).isEqualTo("proof.stopped.halted");
                        });
    }

    @Test
    void whoeverStopsItHasTheHangResumedOnce() throws InterruptedException {
        Experiment running = Staged.hang(Staged.FIRST, 180, Experiment.State.OBSERVING, null, null);
        Course course = new Course(stored, store, clock, false);
        hangs.put(Staged.FIRST, running);
        int[] looks = {0};
        whileSleeping =
                () -> {
                    switch (looks[0]++) {
                        case 3 -> course.stop(Staged.BY, false);
                        case 6 ->
                                course.saw(
                                        Staged.hang(
                                                Staged.FIRST,
                                                180,
                                                Outcome.SUSPENDED,
                                                Staged.phase(Phase.Name.HANG, 0, 3)));
                        default -> {}
                    }
                };

        prover.see(course);

        verify(experiments).stop(Staged.FIRST, Staged.BY);
        assertThat(stored.state()).isInstanceOf(ProofState.Stopped.class);
        assertThat(done).isEmpty();
    }

    @Test
    void aHangThatSomebodyElseResumedSaysNothing() {
        hangs.put(
                Staged.FIRST,
                Staged.hang(
                        Staged.FIRST,
                        180,
                        Outcome.SUSPENDED,
                        Staged.phase(Phase.Name.HANG, 0, 20)));

        run(false);

        assertThat(done).isEmpty();
        assertThat(stored.state())
                .isInstanceOfSatisfying(
                        ProofState.Failed.class,
                        end ->
                                assertThat(end.reason().key())
                                        .isEqualTo("proof.failed.resumed-early"));
    }

    @ParameterizedTest
    @CsvSource({"ROLLOUT_IN_PROGRESS, 6", "LAST_READY_REPLICA, 1"})
    void aGuardThatMayGiveWayByItselfIsAskedAgainAndAnotherIsNot(Guard guard, int times)
            throws InterruptedException {
        given(experiments.start(any(), any(), any(PartOf.class)))
                .willReturn(
                        new Refused.Guarded(
                                List.of(
                                        new Refusal(
                                                guard,
                                                Message.of("safety.guard.same-workload", "web")))));

        run(false);

        verify(experiments, times(times)).start(any(), any(), any(PartOf.class));
        assertThat(stored.state()).isInstanceOf(ProofState.Failed.class);
    }

    @Test
    void aChangeThatIsRefusedEndsItBeforeTheSecondHang() {
        given(changes.apply(eq(Staged.CHANGE), any(), any(), any()))
                .willReturn(new ChangeResult.Changed(Message.of("liveness.change.taken")));

        run(false);

        assertThat(done).containsExactly("hang web-1");
        assertThat(stored.state())
                .isEqualTo(
                        new ProofState.Failed(
                                now, "changing", Message.of("liveness.change.taken")));
    }

    @Test
    void podsThatDoNotComeBackInTimeEndIt() {
        PodSnapshot unready = Staged.pod(Staged.NEW, ProbeType.LIVENESS, false);
        given(cluster.pods()).willReturn(List.of(unready));

        run(false);

        assertThat(done).containsExactly("hang web-1", "apply");
        assertThat(stored.state())
                .isInstanceOfSatisfying(
                        ProofState.Failed.class,
                        end -> {
                            assertThat(end.during()).isEqualTo("rolling-out");
                            assertThat(end.reason().key()).isEqualTo("proof.failed.not-rolled-out");
                        });
    }

    @Test
    void aReadinessThatNobodyWatchedIsNotJudged() {
        stored = Staged.proof(ProbeType.READINESS, ProbeChange.Kind.ADDED, Staged.FORECAST);
        hangs.put(
                Staged.FIRST,
                Staged.hang(
                        Staged.FIRST,
                        180,
                        Outcome.SUSPENDED,
                        Staged.phase(Phase.Name.HANG, 0, 180)));

        run(true);

        assertThat(stored.state())
                .isInstanceOfSatisfying(
                        ProofState.Failed.class,
                        end ->
                                assertThat(end.reason().key())
                                        .isEqualTo("proof.failed.not-watched"));
    }

    @Test
    void readinessIsSeenWhileTheContainerHangsAndAfterwards() {
        stored = Staged.proof(ProbeType.READINESS, ProbeChange.Kind.ADDED, Staged.FORECAST);
        Experiment running = Staged.hang(Staged.FIRST, 180, Experiment.State.OBSERVING, null, null);
        hangs.put(Staged.FIRST, running);
        Course course = new Course(stored, store, clock, false);
        given(cluster.pod("uid-2"))
                .willReturn(
                        Staged.pod(Staged.NEW, ProbeType.READINESS, true),
                        Staged.pod(Staged.NEW, ProbeType.READINESS, false),
                        Staged.pod(Staged.NEW, ProbeType.READINESS, false),
                        Staged.pod(Staged.NEW, ProbeType.READINESS, false),
                        Staged.pod(Staged.NEW, ProbeType.READINESS, true));
        int[] looks = {0};
        whileSleeping =
                () -> {
                    if (looks[0]++ == 1) {
                        course.saw(
                                Staged.hang(
                                        Staged.FIRST,
                                        180,
                                        Outcome.SUSPENDED,
                                        Staged.phase(Phase.Name.HANG, 0, 180)));
                    }
                };
        given(changes.apply(eq(Staged.CHANGE), any(), any(), any()))
                .willReturn(new ChangeResult.Changed(Message.of("liveness.change.taken")));

        prover.see(course);

        assertThat(stored.seenBefore()).isEqualTo(new Sight(180, null, null, null, null, 0.1, 0.4));
    }

    @Test
    void whileItRunsTheWorkloadIsBusyForAllButItsOwnSteps() {
        given(experiments.find(any()))
                .willAnswer(_ -> {
                    assertThat(prover.isOn(Staged.WEB, null)).isTrue();
                    assertThat(prover.isOn(Staged.WEB, UUID.randomUUID())).isTrue();
                    assertThat(prover.isOn(Staged.WEB, stored.id())).isFalse();
                    done.add("asked");
                    return Optional.of(
                            Staged.hang(
                                    Staged.FIRST, 180, Experiment.State.INTERRUPTED, null, null));
                });

        prover.start(stored);

        await().until(() -> !prover.isRunning(stored.id()));
        assertThat(done).containsExactly("asked");
        assertThat(prover.isOn(Staged.WEB, null)).isFalse();
    }

    @Test
    void whatIsToldOfOtherExperimentsAndAReleaseDoNotMatter() {
        prover.on(new ExperimentChanged(Staged.hang(SECOND, 10, Outcome.SUSPENDED)));
        prover.on(new HaltChanged(new HaltState(false, null, null), Actor.ITSELF));

        run(false);

        assertThat(stored.state()).isInstanceOf(ProofState.Finished.class);
    }

    @Test
    void theSecondHangIsAsLongAsAHangChoosesItself() throws InterruptedException {
        List<@Nullable Integer> asked = new ArrayList<>();
        given(experiments.start(any(), any(), any(PartOf.class)))
                .willAnswer(call -> {
                    ExperimentRequest request = call.getArgument(0);
                    asked.add(((Fault.Hang) request.fault()).seconds());
                    return start(request, call.getArgument(2));
                });

        run(false);

        assertThat(asked).containsExactly(180, null);
    }
}
