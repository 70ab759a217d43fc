package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.PodSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a deletion, by what is seen of the old pod and of the one that follows. */
class DeleteCourseTests {

    private static final Fault DELETE = new Fault.DeletePod(null);
    private static final PodSnapshot OLD = Courses.POD;
    private static final PodSnapshot NEW = Targets.successor();
    private static final Instant AT = Targets.T0.plusSeconds(1);

    private final Cluster cluster = mock(Cluster.class);
    private final Clock clock = Courses.ticking();

    @BeforeEach
    void theOldPodIsThere() {
        given(cluster.pod(OLD.ref().uid())).willReturn(OLD);
        given(cluster.pods()).willReturn(List.of(OLD));
    }

    @Test
    void successorOfAPodThatGoesReplacesIt() throws InterruptedException {
        assertThat(see(observed(Targets.deleting()), observed(NEW))).isEqualTo(Outcome.REPLACED);
    }

    @Test
    void podThatCameWhileTheOldOneStaysReplacesNobody() throws InterruptedException {
        assertThat(see(observed(NEW))).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void deletionThatLeavesNoTraceIsUnknown() throws InterruptedException {
        assertThat(see()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void podThatNobodyFollowsIsNotRecovered() throws InterruptedException {
        assertThat(see(new ClusterEvent.PodRemoved(OLD, AT, true)))
                .isEqualTo(Outcome.NOT_RECOVERED);
    }

    private static ClusterEvent observed(PodSnapshot pod) {
        return new ClusterEvent.PodObserved(null, pod, AT);
    }

    private Outcome see(ClusterEvent... events) throws InterruptedException {
        Trial trial =
                new Trial(Courses.observing(DELETE, null), mock(ExperimentStore.class), clock);
        Sightings sightings = new Sightings(trial.experiment().target(), clock, _ -> {});
        List.of(events).forEach(sightings::offer);
        ExperimentProperties times = Targets.times(3, 20, 30);
        new DeleteCourse(cluster, times).observe(trial, sightings, Set.of(OLD.ref().uid()));
        Verdict verdict = trial.experiment().verdict();
        assertThat(verdict).isNotNull();
        return verdict.outcome();
    }
}
