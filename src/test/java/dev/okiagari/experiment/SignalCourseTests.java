package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.Processes;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a signal after which nothing, or something else, was seen. */
class SignalCourseTests {

    private static final Fault HUP = new Fault.SendSignal("HUP", 7);
    private static final ExperimentProperties TIMES = Targets.times(3, 5, 10);

    private final Cluster cluster = mock(Cluster.class);
    private final Processes processes = mock(Processes.class);
    private final Clock clock = Courses.ticking();

    @ParameterizedTest
    @CsvSource({"0, DELIVERED", ", UNKNOWN"})
    void whatNobodyToldTheEndOfIsNotSaidToHaveArrived(@Nullable Integer exitCode, Outcome outcome)
            throws InterruptedException {
        given(cluster.pod(Courses.POD.ref().uid())).willReturn(Courses.POD);
        given(processes.read(any())).willReturn(Courses.reading("S"));

        assertThat(observe(exitCode)).isEqualTo(outcome);
    }

    @Test
    void whatOnlyWaitsForItsParentHasEnded() throws InterruptedException {
        given(cluster.pod(Courses.POD.ref().uid())).willReturn(Courses.POD);
        given(processes.read(any())).willReturn(Courses.reading("Z"));

        assertThat(observe((Integer) null)).isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void anEndInAPodThatSomebodyDeletedIsNotClaimed() throws InterruptedException {
        given(cluster.pod(Courses.POD.ref().uid())).willReturn(Targets.deleting());

        assertThat(observe(0)).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void howLongItTookIsNotSaidWhereNobodyWasThereToSee() throws InterruptedException {
        given(cluster.pod(Courses.POD.ref().uid()))
                .willReturn(
                        Targets.pod(
                                "Always",
                                Targets.restarted(
                                        true,
                                        Targets.T0.plusSeconds(1),
                                        Targets.T0.plusSeconds(2))));
        given(processes.read(any())).willReturn(Courses.reading("S"));
        Trial trial = Trial.takenUp(Courses.observing(HUP, 0), mock(ExperimentStore.class), clock);

        assertThat(observe(trial)).isEqualTo(Outcome.RESTARTED);
        assertThat(trial.experiment().recovery()).isNull();
    }

    private Outcome observe(@Nullable Integer exitCode) throws InterruptedException {
        return observe(
                new Trial(Courses.observing(HUP, exitCode), mock(ExperimentStore.class), clock));
    }

    private Outcome observe(Trial trial) throws InterruptedException {
        Sightings sightings = new Sightings(trial.experiment().target(), clock, _ -> {});
        new SignalCourse(
                        cluster,
                        new Aftermath(cluster, processes),
                        new DeleteCourse(cluster, TIMES),
                        TIMES)
                .observe(trial, sightings);
        Verdict verdict = trial.experiment().verdict();
        assertThat(verdict).isNotNull();
        return verdict.outcome();
    }
}
