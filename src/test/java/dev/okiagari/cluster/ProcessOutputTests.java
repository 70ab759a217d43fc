package dev.okiagari.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Output captured from real containers, see {@code src/test/resources/processes}. */
class ProcessOutputTests {

    private static final String MARKER = "4d61726b6572";

    @Test
    void primaryProcessOfPumaCatchesTermAndNotKill() {
        ContainerProcess puma = captured("hello-sinatra").getFirst();

        assertThat(puma.pid()).isEqualTo(1);
        assertThat(puma.isPrimary()).isTrue();
        assertThat(puma.state()).isEqualTo("S");
        assertThat(puma.user()).isEqualTo("root");
        assertThat(puma.command()).first().asString().startsWith("puma 5.6.5");
        assertThat(puma.catches()).contains(15, 2, 1).doesNotContain(9, 19, 20);
    }

    @Test
    void preforkedWorkersAreChildrenOfTheFirstProcess() {
        List<ContainerProcess> processes = captured("prefork");

        assertThat(processes).extracting(ContainerProcess::pid).containsExactly(1, 6, 7);
        assertThat(processes).extracting(ContainerProcess::parentPid).containsExactly(0, 1, 1);
        assertThat(processes.getFirst().startTicks()).isEqualTo(185021);
        assertThat(processes.getFirst().startedAt())
                .isEqualTo(Instant.ofEpochSecond(1795467644).plusMillis(1850210));
    }

    @Test
    void readingShellAndItsChildrenAreLeftOut() {
        assertThat(captured("prefork"))
                .flatExtracting(ContainerProcess::command)
                .noneMatch(argument -> argument.contains(MARKER));
    }

    @Test
    void processThatEndedMeanwhileIsLeftOut() {
        String output = "m process 5\nName:\tgone\nm command\n\nm self 9\n";

        assertThat(ProcessOutput.ofScript(output, "m").processes()).isEmpty();
    }

    @Test
    void commandLineCannotPretendToBeAnotherProcess() throws IOException {
        String hostile = read("prefork").replace("/victim\0", "x\nother process 99\nPid:\t99\0");

        List<ContainerProcess> processes = ProcessOutput.ofScript(hostile, MARKER).processes();

        assertThat(processes).extracting(ContainerProcess::pid).containsExactly(1, 6, 7);
        assertThat(processes.getFirst().command().getFirst()).contains("other process 99");
    }

    @Test
    void nameWithBracketsAndSpacesDoesNotShiftTheStartTime() throws IOException {
        String odd = read("prefork").replace("(victim)", "(a) S 1 (b)");

        assertThat(ProcessOutput.ofScript(odd, MARKER).processes().getFirst().startTicks())
                .isEqualTo(185021);
    }

    @Test
    void catAloneTellsThePrimaryProcess() throws IOException {
        String section = read("prefork").split(MARKER + " ", -1)[2];
        String files = section.substring(section.indexOf('\n') + 1) + "/victim\0--verbose\0";

        ContainerProcess only = ProcessOutput.ofCat(files).getFirst();

        assertThat(only.pid()).isEqualTo(1);
        assertThat(only.command()).containsExactly("/victim", "--verbose");
        assertThat(only.catches()).containsExactlyInAnyOrder(14, 15);
    }

    @Test
    void inASharedNamespaceOnlyTheContainersOwnProcessesAreListed() {
        List<ContainerProcess> processes = captured("shared-namespace");

        assertThat(processes).extracting(ContainerProcess::pid).containsExactly(7, 13, 14);
        assertThat(processes).noneMatch(ContainerProcess::isPrimary);
        assertThat(table(processes).primary()).get().extracting(ContainerProcess::pid).isEqualTo(7);
    }

    @Test
    void userAndToolsOfTheReaderAreTold() throws IOException {
        ProcessOutput plain = ProcessOutput.ofScript(read("other-user"), MARKER);
        ProcessOutput root = ProcessOutput.ofScript(read("threads"), MARKER);

        assertThat(plain.sender()).isEqualTo(new Sender(1000, false));
        assertThat(plain.processes().getFirst().uids()).containsExactly(1000);
        assertThat(plain.tools()).containsExactlyInAnyOrder("sleep", "kill");
        assertThat(root.sender()).isEqualTo(new Sender(0, true));
        assertThat(root.tools()).containsExactlyInAnyOrder("sleep", "perl", "ruby", "kill");
        assertThat(plain.sender().maySignal(root.processes().getFirst())).isFalse();
        assertThat(root.sender().maySignal(plain.processes().getFirst())).isTrue();
    }

    @Test
    void aSignalIsBlockedOnlyWhereEachThreadBlocksIt() throws IOException {
        String blocked =
                read("threads").replace("SigBlk:\t0000000000000000", "SigBlk:\t0000000000004200");
        String oneThreadOpen =
                blocked.replaceFirst(
                        "(?s)(threads.*?)SigBlk:\t0000000000004200", "$1SigBlk:\t0000000000000200");

        assertThat(ProcessOutput.ofScript(blocked, MARKER).processes().getFirst().blocks())
                .containsExactlyInAnyOrder(10, 15);
        assertThat(ProcessOutput.ofScript(oneThreadOpen, MARKER).processes().getFirst().blocks())
                .containsExactly(10);
    }

    private static ProcessTable table(List<ContainerProcess> processes) {
        return new ProcessTable("containerd://a", Instant.EPOCH, "shell", processes);
    }

    private static List<ContainerProcess> captured(String name) {
        try {
            return ProcessOutput.ofScript(read(name), MARKER).processes();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String read(String name) throws IOException {
        try (InputStream file =
                ProcessOutputTests.class.getResourceAsStream("/processes/" + name + ".txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
