package dev.okiagari.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.LogText.Whose;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose log it is, by the times of its lines; the run lived from 10:00:00 to 10:00:30. */
class LogTextTests {

    private static final Instant STARTED = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant FINISHED = Instant.parse("2026-11-24T10:00:30Z");

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whose(String rule, String log, Whose expected) {
        assertThat(LogText.of(log, STARTED, FINISHED).whose()).isEqualTo(expected);
    }

    static Stream<Arguments> whose() {
        return Stream.of(
                Arguments.of("a line of its life", line("10:00:12.5Z"), Whose.OWN),
                Arguments.of(
                        "a later line does not take that back",
                        line("10:00:29.9Z") + line("10:00:31.9Z"),
                        Whose.OWN),
                Arguments.of(
                        "in the second of its end the next may have begun",
                        line("10:00:30.4Z"),
                        Whose.UNTOLD),
                Arguments.of("only later lines", line("10:00:31.3Z"), Whose.OTHERS),
                Arguments.of("only earlier lines", line("09:59:59.9Z"), Whose.OTHERS),
                Arguments.of("no line", "", Whose.UNTOLD),
                Arguments.of(
                        "what is no log",
                        "unable to retrieve container logs for containerd://1",
                        Whose.OTHERS),
                Arguments.of("another zone", line("19:00:12+09:00"), Whose.OWN));
    }

    @Test
    void aRunWhoseEndHasNoTimeIsNotProvenByAnyLine() {
        assertThat(LogText.of(line("10:00:12Z"), null, null).whose()).isEqualTo(Whose.UNTOLD);
    }

    @Test
    void timesAreLeftOutAndSecretsHidden() {
        LogText text =
                LogText.of(
                        line("10:00:12Z") + "2026-11-24T10:00:13Z password=x\n", STARTED, FINISHED);

        assertThat(text.text()).isEqualTo("hello there\npassword=•••\n");
    }

    private static String line(String time) {
        return "2026-11-24T" + time + " hello there\n";
    }
}
