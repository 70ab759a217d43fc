package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts in the shell of this machine, on a process of ours. */
@EnabledOnOs(OS.LINUX)
class ScriptsTests {

    private static final int SECONDS = 600;

    private final Process target = start(List.of("sleep", "600"));
    private final int pid = Math.toIntExact(target.pid());

    @AfterEach
    void end() {
        target.destroyForcibly();
        switches().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void aResumeEndsTheSwitchThatItWasToldOf() {
        String told = stop();
        assertThat(state()).isEqualTo("T");
        assertThat(switches()).hasSize(1);

        run(Scripts.resume(List.of(pid), told));

        await().until(() -> !state().equals("T") && switches().isEmpty());
    }

    @Test
    void aResumeFindsTheSwitchThatNobodyToldOf() {
        stop();

        run(Scripts.resume(List.of(pid), null));

        await().until(() -> !state().equals("T") && switches().isEmpty());
    }

    @Test
    void aResumeLeavesTheSwitchOfAnotherProcessAlone() {
        Process other = start(List.of("sleep", "600"));
        try {
            stop();

            run(Scripts.resume(List.of(Math.toIntExact(other.pid())), null));

            assertThat(state()).isEqualTo("T");
            assertThat(switches()).hasSize(1);
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aSignalThatIsDeliveredIsSaidLastOfAll() {
        assertThat(run(Scripts.signal(18, List.of(aimed()))).lines())
                .last()
                .isEqualTo(Scripts.SENT);
    }

    @Test
    void aSignalThatThereIsNotIsNeverSaidToBeSent() throws Exception {
        Process command = start(Scripts.signal(999, List.of(aimed())));

        assertThat(command.inputReader().lines()).doesNotContain(Scripts.SENT);
        assertThat(command.waitFor()).isNotZero();
    }

    @Test
    void aStopIsSaidBeforeItsEffectIsLookedAt() {
        assertThat(stop().lines()).containsSubsequence(Scripts.SENT, "state " + pid + " T");
    }

    @ParameterizedTest
    @ValueSource(strings = {"python3", "perl", "ruby", "node"})
    void aLanguageSaysThatItsSignalIsDelivered(String language) {
        assumeTrue(isInstalled(language), language + " is not installed");

        assertThat(run(LanguageRuntime.command(language, 18, pid, aimed().startTicks())))
                .isEqualTo(Scripts.SENT + "\n");
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private Scripts.Aimed aimed() {
        return new Scripts.Aimed(pid, Long.parseLong(stat()[19]));
    }

    private String stop() {
        return run(Scripts.stop(SECONDS, List.of(aimed())));
    }

    /** Those that would resume our process. */
    private List<ProcessHandle> switches() {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        commandLine(process.pid())
                                .contains("okiagari\0" + SECONDS + "\0" + pid + ":"))
                .toList();
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(
                    Path.of("/proc", String.valueOf(pid), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return "";
        }
    }

    private String state() {
        return stat()[0];
    }

    /** The fields after the name. */
    private String[] stat() {
        try {
            String line = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            return line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String run(List<String> command) {
        Process process = start(command);
        try {
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            return output;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
