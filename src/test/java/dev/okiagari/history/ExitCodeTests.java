package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an exit code is said to speak for. */
class ExitCodeTests {

    @ParameterizedTest
    @CsvSource({
        "1, Error, crash",
        "2, Error, crash-two",
        "126, Error, crash-command",
        "127, Error, crash-command",
        "128, StartError, crash-start",
        "128, ContainerCannotRun, crash-start",
        "134, Error, crash-signal",
        "137, Error, crash-signal",
        "139, Error, crash-signal",
        "143, Error, crash-signal",
        "152, Error, crash-signal",
        "200, Error, crash",
        "255, Error, crash",
        "-1, Error, crash"
    })
    void speaksFor(int exit, String reason, String key) {
        assertThat(ExitCode.told(exit, reason).key()).isEqualTo("history.evidence." + key);
    }

    @ParameterizedTest
    @CsvSource({"137, 9, KILL", "143, 15, TERM", "139, 11, SEGV", "131, 3, QUIT"})
    void namesTheSignal(int exit, String number, String name) {
        assertThat(ExitCode.told(exit, "").arguments())
                .containsExactly(String.valueOf(exit), "-", number, name);
    }
}
