package dev.okiagari.experiment;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ClusterKind;
import dev.okiagari.cluster.ExecResult;
import dev.okiagari.cluster.Message;
import dev.okiagari.replica.RollCalled;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken up at the first list of pods, and what is left alone. */
class TakeUpTests {

    private static final Fault SUSPEND = new Fault.Suspend(30, List.of(7));

    private final ExperimentStore store = mock(ExperimentStore.class);
    private final Runner runner = mock(Runner.class);
    private final SeriesRunner series = mock(SeriesRunner.class);
    private final Injector injector = mock(Injector.class);
    private final Cluster cluster = mock(Cluster.class);
    private final TakeUp takeUp =
            new TakeUp(store, runner, series, injector, cluster, Courses.ticking());
    private final Experiment left = Courses.observing(SUSPEND, 0);

    @Test
    void whatHasEndedSinceTheLookIsLeftAlone() throws InterruptedException {
        Experiment ended = left.interrupted(Targets.T0, null);
        given(store.unfinished("lab")).willReturn(List.of(left));
        given(store.find("lab", left.id())).willReturn(Optional.of(ended));

        list();

        verify(store, timeout(5000)).find("lab", left.id());
        verify(store, never()).end(any(), any());
        verify(injector, never()).resume(any(), any(), any());
    }

    @Test
    void whatBelongsToAReplicaThatIsThereIsLeftAlone() throws InterruptedException {
        given(store.unfinished("lab")).willReturn(List.of(left));
        given(store.isWithheld(left.id())).willReturn(true);
        given(store.find("lab", left.id())).willReturn(Optional.of(left));

        list();

        verify(store, timeout(5000)).isWithheld(left.id());
        verify(store, never()).end(any(), any());
        verify(injector, never()).resume(any(), any(), any());
    }

    @Test
    void whenAReplicaHasGoneWhatItLeftIsLookedFor() throws InterruptedException {
        given(cluster.info())
                .willReturn(
                        Optional.of(
                                new ClusterInfo(
                                        "lab",
                                        "lab",
                                        ClusterKind.KUBERNETES,
                                        "v1",
                                        java.time.Duration.ZERO)));
        given(store.unfinished("lab")).willReturn(List.of(left));
        given(store.find("lab", left.id())).willReturn(Optional.of(left));
        given(store.isShared()).willReturn(true);
        given(cluster.pod(Courses.POD.ref().uid())).willReturn(Courses.POD);
        given(injector.resume(any(), any(), any())).willReturn(new ExecResult.Lost("", "closed"));

        takeUp.on(new RollCalled());
        verify(store, never()).unfinished(any());

        given(cluster.isWatched()).willReturn(true);
        takeUp.on(new RollCalled());
        verify(store, timeout(5000))
                .end(
                        argThat(ended ->
                                String.valueOf(ended.verdict())
                                        .contains("experiment.verdict.not-resumed-by-another")),
                        any());
    }

    @Test
    void aResumeThatFailedIsNotSaidToHaveHappened() throws InterruptedException {
        given(store.unfinished("lab")).willReturn(List.of(left));
        given(store.find("lab", left.id())).willReturn(Optional.of(left));
        given(cluster.pod(Courses.POD.ref().uid())).willReturn(Courses.POD);
        given(injector.resume(any(), any(), any())).willReturn(new ExecResult.Lost("", "closed"));

        list();

        verify(store, timeout(5000))
                .end(
                        argThat(ended ->
                                String.valueOf(ended.verdict())
                                        .contains("experiment.verdict.not-resumed-at-start")),
                        any());
    }

    @Test
    void whatIsNotWatchedAnyMoreIsNotWaitedFor() throws InterruptedException {
        given(cluster.namespaces()).willReturn(List.of("elsewhere"));
        given(store.unfinished("lab")).willReturn(List.of(left));
        given(store.find("lab", left.id())).willReturn(Optional.of(left));

        takeUp.on(new ClusterEvent.PodsListed("lab", "elsewhere", null, Set.of(), Targets.T0));

        verify(store, timeout(5000))
                .end(
                        argThat(ended ->
                                String.valueOf(ended.verdict())
                                        .contains("experiment.verdict.not-watched")),
                        isNull());
        verify(injector, never()).resume(any(), any(), any());
    }

    @ParameterizedTest
    @CsvSource({"0, SUSPENDED", ", UNKNOWN"})
    void whatNobodyHasSeenSuspendedIsNotSaidToHaveBeenSo(
            @Nullable Integer exitCode, Outcome outcome) throws InterruptedException {
        Experiment cutOff = Courses.observing(SUSPEND, exitCode);
        given(store.unfinished("lab")).willReturn(List.of(cutOff));
        given(store.find("lab", cutOff.id())).willReturn(Optional.of(cutOff));
        given(cluster.pod(Courses.POD.ref().uid())).willReturn(Courses.POD);
        given(injector.resume(any(), any(), any())).willReturn(new ExecResult.Exited(0, "", ""));

        list();

        verify(store, timeout(5000))
                .end(
                        argThat(ended ->
                                Objects.requireNonNull(ended.verdict()).outcome() == outcome),
                        any());
    }

    @Test
    void aRepeatIsInterruptedWithTheRunsThatItHadAndNothingIsInjected()
            throws InterruptedException {
        Experiment parent = repeat();
        given(store.unfinished("lab")).willReturn(List.of(parent));
        given(store.find("lab", parent.id())).willReturn(Optional.of(parent));
        given(store.runs(parent)).willReturn(List.of(left, left));

        list();

        verify(store, timeout(5000))
                .end(
                        argThat(ended ->
                                ended.state() == Experiment.State.INTERRUPTED
                                        && Objects.requireNonNull(ended.verdict())
                                                .explanation()
                                                .equals(
                                                        Message.of(
                                                                "experiment.verdict.series-early.interrupted",
                                                                2,
                                                                10))),
                        isNull());
        verify(injector, never()).inject(any(), any(), any());
        verify(runner, never()).resume(any());
    }

    @Test
    void aRepeatThatRunsIsLeftAlone() {
        Experiment parent = repeat();
        given(store.unfinished("lab")).willReturn(List.of(parent, left));
        given(series.isRunning(parent.id())).willReturn(true);

        list();

        verify(store, timeout(5000)).find("lab", left.id());
        verify(store, never()).find("lab", parent.id());
    }

    private static Experiment repeat() {
        return Courses.planned(
                        new Fault.SendSignal("TERM", 1),
                        new Terms(null, null, new Repeat(10, Repeat.Spacing.READY), null))
                .repeating();
    }

    private void list() {
        takeUp.on(new ClusterEvent.PodsListed("lab", null, null, Set.of(), Targets.T0));
    }
}
