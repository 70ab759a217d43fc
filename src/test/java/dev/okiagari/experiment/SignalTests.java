package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalTests {

    @ParameterizedTest(name = "{0} is SIG{1}, number {2}")
    @CsvSource({
        "TERM, TERM, 15",
        "sigkill, KILL, 9",
        "SIGSTOP, STOP, 19",
        "20, TSTP, 20",
        "HUP, HUP, 1",
        "31, SYS, 31",
        "usr2, USR2, 12"
    })
    void signalIsKnownByNameOrNumber(String text, String name, int number) {
        assertThat(Signal.parse(text)).contains(new Signal(name, number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "FOO", "0", "32", "-9", "9; reboot", "$(reboot)", "SIG"})
    void whatIsNoSignalIsRefused(String text) {
        assertThat(Signal.parse(text)).isEmpty();
    }

    @Test
    void everyOfferedSignalExists() {
        assertThat(Signal.OFFERED).allMatch(name -> Signal.parse(name).isPresent());
    }

    @Test
    void whatAnyProcessMayGetLeavesNoneStoppedAndBeginsWithTheUsual() {
        assertThat(Signal.toAnyProcess())
                .startsWith("TERM", "KILL", "INT")
                .contains("WINCH", "SEGV")
                .doesNotContain("STOP", "TSTP", "TTIN", "TTOU")
                .doesNotHaveDuplicates();
    }
}
