package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probes;
import dev.okiagari.database.Database;
import dev.okiagari.history.Comebacks;
import dev.okiagari.history.History;
import dev.okiagari.history.HistoryEvent;
import dev.okiagari.history.Kept;
import dev.okiagari.history.Restart;
import dev.okiagari.history.RestartCause;
import dev.okiagari.history.RestartSummary;
import dev.okiagari.history.Timelines;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept in memory of the history follows pods that go. */
class RecordedPastTests {

    private static final PodSnapshot POD =
            PagesFixture.pod("hello", "hello-1", PagesFixture.running("web", 2, Probes.NONE));
    private static final ContainerRef WEB = new ContainerRef(POD.ref(), "web");

    private final History history = mock();
    private final Database database = mock();
    private final RecordedPast past =
            new RecordedPast(
                    history,
                    mock(Timelines.class),
                    mock(Comebacks.class),
                    mock(Kept.class),
                    new Changes(),
                    database);

    @BeforeEach
    void read() {
        when(database.isThere()).thenReturn(true);
        when(history.summaries()).thenReturn(Map.of(WEB, summary(2)));
        when(history.summariesOfGone()).thenReturn(Map.of(POD.workload(), summary(3)));
        past.refresh();
    }

    @Test
    void whatAPodDidIsItsWorkloadsFromTheMomentThatItIsGone() {
        past.on(new ClusterEvent.PodRemoved(POD, PagesFixture.NOW, true));

        assertThat(past.summaries()).isEmpty();
        assertThat(past.gone()).isEqualTo(Map.of(POD.workload(), summary(5)));
    }

    @Test
    void whoGoesTwiceIsCountedOnce() {
        past.on(new ClusterEvent.PodRemoved(POD, PagesFixture.NOW, true));
        past.on(new ClusterEvent.PodRemoved(POD, PagesFixture.NOW, false));

        assertThat(past.gone()).isEqualTo(Map.of(POD.workload(), summary(5)));
    }

    @Test
    void aRestartThatIsToldAfterItsPodIsGoneIsCountedOnce() {
        Restart late = PagesTestApplication.restart(1, POD, RestartCause.OOM);
        when(history.summaries(POD.ref().uid())).thenReturn(Map.of(WEB, summary(2)));

        past.on(new ClusterEvent.PodRemoved(POD, PagesFixture.NOW, true));
        past.on(new HistoryEvent.RestartRecorded(late));
        past.refresh();

        assertThat(past.summaries()).isEmpty();
        assertThat(past.gone()).isEqualTo(Map.of(POD.workload(), summary(5)));
    }

    private static RestartSummary summary(int restarts) {
        List<Integer> hours = new ArrayList<>(Collections.nCopies(24, 0));
        hours.set(23, restarts);
        return new RestartSummary(
                hours, new RestartSummary.Newest(PagesFixture.NOW, RestartCause.OOM, null));
    }
}
