package dev.okiagari.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which processes are the application's, and which somebody's session in passing. */
class ProcessTableTests {

    @Test
    void whatTheFirstProcessHasStartedIsTheApplication() {
        ProcessTable table = table(process(1, 0), process(6, 1), process(7, 6));

        assertThat(ofApplication(table)).containsExactly(1, 6, 7);
    }

    @Test
    void whatAnExecHasStartedIsNot() {
        ProcessTable table = table(process(1, 0), process(40, 0), process(41, 40));

        assertThat(ofApplication(table)).containsExactly(1);
    }

    /**
     * Between two reads of a table a session's shell may end: its children are still a session's.
     */
    @Test
    void whoseParentWasNotSeenIsNotWhereOrphansBecomeChildrenOfTheFirst() {
        ProcessTable table = table(process(1, 0), process(6, 1), process(104, 98));

        assertThat(ofApplication(table)).containsExactly(1, 6);
    }

    @Test
    void whoseParentIsOutsideTheContainerIsInASharedNamespace() {
        ProcessTable table = table(process(12, 1), process(13, 12), process(20, 1));

        assertThat(ofApplication(table)).containsExactly(12, 13, 20);
    }

    @Test
    void theContainerEndsWithWhatWasStartedFirst() {
        assertThat(table(process(1, 0), process(40, 0)).primary().orElseThrow().pid()).isEqualTo(1);
    }

    private static List<Integer> ofApplication(ProcessTable table) {
        return table.items().stream()
                .filter(table::isOfApplication)
                .map(ContainerProcess::pid)
                .toList();
    }

    private static ProcessTable table(ContainerProcess... processes) {
        return new ProcessTable("containerd://1", Instant.EPOCH, "shell", Arrays.asList(processes));
    }

    private static ContainerProcess process(int pid, int parent) {
        return new ContainerProcess(
                pid,
                parent,
                "app",
                "S",
                "root",
                List.of("app"),
                100 + pid,
                Instant.EPOCH,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of());
    }
}
