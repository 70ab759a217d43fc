package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ProcessTable;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeadMansSwitchTests {

    @Test
    void isToldByTheCommandThatLeftIt() {
        assertThat(DeadMansSwitch.toldIn("switch 17 8123\nstate 7 T"))
                .hasValue(new DeadMansSwitch(17, 8123));
        assertThat(DeadMansSwitch.toldIn("sh: something\nswitch 17 8123"))
                .hasValue(new DeadMansSwitch(17, 8123));
        assertThat(DeadMansSwitch.toldIn("switch \nstate 7 T")).isEmpty();
        assertThat(DeadMansSwitch.toldIn(null)).isEmpty();
    }

    @Test
    void anOrphanOfOurShellAndItsSleepAreOursAndNothingElseIs() {
        ProcessTable table =
                new ProcessTable(
                        "containerd://1",
                        Targets.T0,
                        "shell",
                        List.of(
                                process(1, 0, "sh", "-c", "set -f", "okiagari", "5"),
                                process(7, 1, "worker"),
                                process(8, 1, "sh", "-c", "work", "okiagari-worker"),
                                process(17, 1, "sh", "-c", "set -f", "okiagari", "60", "7:100"),
                                process(18, 17, "sleep", "60")));

        assertThat(DeadMansSwitch.among(table)).containsExactlyInAnyOrder(17, 18);
    }

    private static ContainerProcess process(int pid, int parent, String... command) {
        return new ContainerProcess(
                pid,
                parent,
                command[0],
                "S",
                "root",
                List.of(command),
                100,
                Targets.T0,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of());
    }
}
