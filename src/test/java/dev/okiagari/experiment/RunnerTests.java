package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

import dev.okiagari.cluster.Message;
import dev.okiagari.replica.Presence;
import dev.okiagari.replica.TakenOver;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Halt;
import dev.okiagari.safety.HaltChanged;
import dev.okiagari.safety.HaltState;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** What an experiment's thread does when a halt or a failure comes in between. */
class RunnerTests {

    private static final Fault SUSPEND = new Fault.Suspend(30, List.of(7));

    private final ExperimentStore store = mock(ExperimentStore.class);
    private static final Injector.Aim AIM = new Injector.Aim(Meanwhile.ask(Optional::empty));

    private final Injector injector = mock(Injector.class);
    private final StopCourse stops = mock(StopCourse.class);
    private final Halt halt = mock(Halt.class);
    private final Presence presence = mock(Presence.class);
    private final Runner runner =
            new Runner(
                    store,
                    injector,
                    new Lookout(Courses.ticking()),
                    mock(SignalCourse.class),
                    stops,
                    mock(DeleteCourse.class),
                    mock(dev.okiagari.availability.AvailabilityChecks.class),
                    mock(PodEvents.class),
                    halt,
                    presence,
                    Courses.ticking());

    @BeforeEach
    void nothingIsHalted() {
        given(halt.state()).willReturn(new HaltState(false, null, null));
        given(presence.lasts(org.mockito.ArgumentMatchers.anyLong())).willReturn(true);
    }

    @Test
    void aHaltThatCameBeforeItWasKnownToRunStopsItToo() throws InterruptedException {
        given(halt.state()).willReturn(new HaltState(true, Targets.T0, "tester"));
        BlockingQueue<Boolean> stopped = new LinkedBlockingQueue<>();
        given(injector.inject(any(), any(), any()))
                .willAnswer(call -> {
                    stopped.add(call.<Injector.Stopped>getArgument(2).now());
                    return new Injection.NotSent(
                            Outcome.ABORTED,
                            Message.of("experiment.verdict.stopped-before"),
                            null,
                            null);
                });

        runner.start(Courses.planned(SUSPEND), Courses.plan(SUSPEND), AIM);

        assertThat(stopped.poll(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoWasTakenForGoneSinceTheIntentSendsNothing() throws InterruptedException {
        given(presence.stretch()).willReturn(3L);
        given(presence.lasts(3)).willReturn(false);

        assertThat(isStoppedBeforeItIsSent()).isTrue();
    }

    /** What another replica has stored before the intent counts; this one has not heard of it. */
    @Test
    void withReplicasAHaltIsAskedForWhenTheIntentIsStored() throws InterruptedException {
        given(presence.isOneOfMany()).willReturn(true);
        willAnswer(
                        _ -> {
                            given(halt.state()).willReturn(new HaltState(true, Targets.T0, "otto"));
                            return null;
                        })
                .given(store)
                .intend(any());

        assertThat(isStoppedBeforeItIsSent()).isTrue();
    }

    private boolean isStoppedBeforeItIsSent() throws InterruptedException {
        BlockingQueue<Boolean> stopped = new LinkedBlockingQueue<>();
        given(injector.inject(any(), any(), any()))
                .willAnswer(call -> {
                    stopped.add(call.<Injector.Stopped>getArgument(2).now());
                    return new Injection.NotSent(
                            Outcome.ABORTED,
                            Message.of("experiment.verdict.stopped-before"),
                            null,
                            null);
                });
        runner.start(Courses.planned(SUSPEND), Courses.plan(SUSPEND), AIM);
        return Boolean.TRUE.equals(stopped.poll(5, TimeUnit.SECONDS));
    }

    @Test
    void whatAnotherReplicaHasTakenUpIsLeftToIt() throws InterruptedException {
        CountDownLatch seen = new CountDownLatch(1);
        given(injector.inject(any(), any(), any()))
                .willReturn(new Injection.Sent(Targets.T0, 0, "switch 9 1"));
        willAnswer(
                        _ -> {
                            seen.countDown();
                            throw new TakenOver("experiment");
                        })
                .given(stops)
                .observe(any(), any(), any());
        Experiment planned = Courses.planned(SUSPEND);

        runner.start(planned, Courses.plan(SUSPEND), AIM);

        assertThat(seen.await(5, TimeUnit.SECONDS)).isTrue();
        org.awaitility.Awaitility.await().until(() -> !runner.isRunning(planned.id()));
        org.mockito.Mockito.verify(store, org.mockito.Mockito.never()).end(any(), any());
        org.mockito.Mockito.verify(injector, org.mockito.Mockito.never())
                .resume(any(), any(), any());
    }

    @Test
    void aHaltStopsWhatIsBeingObservedAndAReleaseDoesNot() throws InterruptedException {
        given(injector.inject(any(), any(), any()))
                .willReturn(new Injection.Sent(Targets.T0, 0, "switch 9 1"));
        BlockingQueue<Trial> observed = new LinkedBlockingQueue<>();
        CountDownLatch end = new CountDownLatch(1);
        willAnswer(
                        call -> {
                            observed.add(call.getArgument(0));
                            end.await();
                            return null;
                        })
                .given(stops)
                .observe(any(), any(), any());

        runner.start(Courses.planned(SUSPEND), Courses.plan(SUSPEND), AIM);
        Trial trial = Objects.requireNonNull(observed.poll(5, TimeUnit.SECONDS));
        runner.on(new HaltChanged(new HaltState(false, null, null), Actor.ITSELF));
        assertThat(trial.isStopped()).isFalse();
        runner.on(new HaltChanged(new HaltState(true, Targets.T0, "tester"), Actor.ITSELF));

        assertThat(trial.isStopped()).isTrue();
        end.countDown();
    }

    @Test
    void whoHearsOfAnEndFindsTheWorkloadFree() throws InterruptedException {
        Experiment planned = Courses.planned(SUSPEND);
        given(injector.inject(any(), any(), any()))
                .willReturn(new Injection.Sent(Targets.T0, 0, "switch 9 1"));
        BlockingQueue<Boolean> busy = new LinkedBlockingQueue<>();
        willAnswer(_ -> busy.add(runner.isAt(planned.target().workload())))
                .given(store)
                .end(any(), any());
        willAnswer(
                        call -> {
                            busy.add(runner.isAt(planned.target().workload()));
                            call.<Trial>getArgument(0)
                                    .finish(
                                            Outcome.SUSPENDED,
                                            null,
                                            null,
                                            false,
                                            "suspended",
                                            1,
                                            "30.0");
                            return null;
                        })
                .given(stops)
                .observe(any(), any(), any());

        runner.start(planned, Courses.plan(SUSPEND), AIM);

        assertThat(busy.poll(5, TimeUnit.SECONDS)).isTrue();
        assertThat(busy.poll(5, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void whatWasSuspendedIsResumedThoughNothingCanBeStored() throws InterruptedException {
        given(injector.inject(any(), any(), any()))
                .willAnswer(_ -> {
                    willAnswer(
                                    _ -> {
                                        throw new DataAccessResourceFailureException("away");
                                    })
                            .given(store)
                            .save(any());
                    return new Injection.Sent(Targets.T0, 0, "switch 9 1");
                });
        Experiment planned = Courses.planned(SUSPEND);

        runner.start(planned, Courses.plan(SUSPEND), AIM);

        verify(injector, timeout(5000))
                .resume(
                        eq(planned.target()),
                        eq(List.of(7)),
                        argThat(evidence -> "switch 9 1".equals(evidence.execOutput())));
        await().until(() -> !runner.isRunning(planned.id()));
    }

    @Test
    void whatIsStoredIsKnownToRunAlreadyAndNothingElseIsInjected() throws InterruptedException {
        Experiment planned = Courses.planned(SUSPEND);
        AtomicBoolean known = new AtomicBoolean();
        willAnswer(
                        _ -> {
                            known.set(runner.isRunning(planned.id()));
                            throw new DataAccessResourceFailureException("away");
                        })
                .given(store)
                .intend(planned.injecting());

        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> runner.start(planned, Courses.plan(SUSPEND), AIM))
                .isInstanceOf(DataAccessResourceFailureException.class);

        assertThat(known).isTrue();
        verify(injector, never()).inject(any(), any(), any());
        assertThat(runner.isRunning(planned.id())).isFalse();
    }
}
