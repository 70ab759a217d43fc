package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ExecResult;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.cluster.Processes;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a suspend whose end did not go as it should. */
class StopCourseTests {

    private static final Fault.Suspend SUSPEND = new Fault.Suspend(30, List.of(7));
    private static final ProcessReading UNREAD =
            new ProcessReading.Unknown(Message.of("cluster.processes.failed", "lost"));
    private static final ExecResult DONE = new ExecResult.Exited(0, "", "");

    private final Processes processes = mock(Processes.class);
    private final Injector injector = mock(Injector.class);
    private final Clock clock = Courses.ticking();
    private final Trial trial =
            new Trial(Courses.observing(SUSPEND, 0), mock(ExperimentStore.class), clock);
    private final Sightings sightings = new Sightings(trial.experiment().target(), clock, _ -> {});

    @Test
    void aResumeThatWasLostIsSentAgain() throws InterruptedException {
        given(processes.read(any())).willReturn(Courses.reading("T"), Courses.reading("S"));
        given(injector.resume(any(), any(), any()))
                .willReturn(new ExecResult.Lost("", "closed"))
                .willThrow(new IllegalStateException("the client is closed"))
                .willReturn(DONE);
        trial.stop();

        observe();

        verify(injector, times(3)).resume(any(), any(), any());
        assertOutcome(Outcome.SUSPENDED, "suspended");
    }

    @Test
    void whatCouldNotBeReadIsNotSaidToHaveBeenSuspendedOrNot() throws InterruptedException {
        given(processes.read(any())).willReturn(UNREAD, UNREAD, Courses.reading("S"));
        given(injector.resume(any(), any(), any())).willReturn(DONE);

        observe();

        assertOutcome(Outcome.UNKNOWN, "suspend-not-verified");
    }

    @Test
    void whatCouldNotBeReadIsNotSaidToRunAgain() throws InterruptedException {
        given(processes.read(any())).willReturn(Courses.reading("T"), Courses.reading("T"), UNREAD);
        given(injector.resume(any(), any(), any())).willReturn(DONE);

        observe();

        assertOutcome(Outcome.UNKNOWN, "resume-not-verified");
    }

    @Test
    void whatSomebodyElseResumedIsNotSaidToHaveBeenSuspendedForItsTime()
            throws InterruptedException {
        given(processes.read(any())).willReturn(Courses.reading("T"), Courses.reading("S"));
        given(injector.resume(any(), any(), any())).willReturn(DONE);

        observe();

        verify(injector).resume(any(), any(), any());
        assertOutcome(Outcome.UNKNOWN, "resumed-early");
    }

    @Test
    void aPodThatWasTakenAwayWhileSuspendedIsNoRestart() throws InterruptedException {
        given(processes.read(any())).willReturn(Courses.reading("T"));
        sightings.offer(new ClusterEvent.PodRemoved(Courses.POD, Targets.T0, true));

        observe();

        assertOutcome(Outcome.UNKNOWN, "pod-vanished");
    }

    private void observe() throws InterruptedException {
        Cluster cluster = mock(Cluster.class);
        new StopCourse(
                        cluster,
                        processes,
                        injector,
                        new Aftermath(cluster, processes),
                        Targets.times(3, 5, 10))
                .observe(trial, sightings, SUSPEND);
    }

    private void assertOutcome(Outcome outcome, String why) {
        Verdict verdict = trial.experiment().verdict();
        assertThat(verdict).isNotNull();
        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict).asString().contains("experiment.verdict." + why);
    }
}
