package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.okiagari.cluster.ClusterConnection;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodEventsTests {

    private static final Fault SUSPEND = new Fault.Suspend(30, List.of(7, 8));

    @Test
    void anEventSaysWhatWasDoneByWhomAndInWhichExperiment() {
        Experiment injected = Courses.observing(SUSPEND, null);
        Event event = PodEvents.event(injected);

        assertThat(event.getMessage())
                .isEqualTo(
                        "Okiagari: PID 7, 8 stopped, at most for 30 s, asked by %s (experiment %s)"
                                .formatted(injected.by().user(), injected.id()));
        assertThat(event.getInvolvedObject().getUid()).isEqualTo(injected.target().pod().uid());
        assertThat(event.getMetadata().getNamespace())
                .isEqualTo(injected.target().pod().namespace());
    }

    @Test
    void theSameExperimentGivesTheSameNameSoThatThereCannotBeTwo() {
        Experiment injected = Courses.observing(SUSPEND, null);

        assertThat(PodEvents.event(injected).getMetadata().getName())
                .isEqualTo(PodEvents.event(injected).getMetadata().getName())
                .isEqualTo("okiagari-" + injected.id());
    }

    @Test
    void whereItIsOffTheClusterIsNotAsked() {
        ClusterConnection connection = mock(ClusterConnection.class);

        new PodEvents(connection, Targets.withoutEvents()).leave(Courses.observing(SUSPEND, null));

        verifyNoInteractions(connection);
    }

    @Test
    void aClusterThatRefusesItDoesNotHarmTheExperiment() {
        ClusterConnection connection = mock(ClusterConnection.class);
        when(connection.client()).thenThrow(new KubernetesClientException("forbidden", 403, null));
        PodEvents events = new PodEvents(connection, Targets.times(1, 1, 10));

        assertThatCode(() -> events.send(Courses.observing(SUSPEND, null)))
                .doesNotThrowAnyException();
    }
}
