package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimedTextTests {

    @Test
    void instantsStandApartFromTheTextAroundThem() {
        assertThat(parts("At {0} it was killed {1} times.", "2026-11-24T10:00:30Z", "3"))
                .containsExactly(
                        text("At "),
                        new TimedText.Part(
                                new Moment("2026-11-24T10:00:30Z", "2026-11-24 10:00:30 UTC"), ""),
                        text(" it was killed 3 times."));
    }

    @Test
    void theOrderIsTheLanguages() {
        assertThat(parts("{1}、{0}", "2026-11-24T10:00:30.250Z", "kubelet"))
                .containsExactly(
                        text("kubelet、"),
                        new TimedText.Part(
                                new Moment("2026-11-24T10:00:30.250Z", "2026-11-24 10:00:30 UTC"),
                                ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-13-45T99:00:00Z",
                "at 2026-11-24T10:00:30Z",
                "2026-11-24",
                "<time>",
                "\uE0002026-13-45T10:00:30Z\uE001",
                ""
            })
    void whatIsNoInstantIsText(String argument) {
        String clean = argument.replace("\uE000", "").replace("\uE001", "");

        assertThat(parts("so {0}", argument)).containsExactly(text("so " + clean));
    }

    private static List<TimedText.Part> parts(String pattern, String... arguments) {
        return TimedText.parts(
                new MessageFormat(pattern, Locale.ROOT)
                        .format(TimedText.marked(List.of(arguments))));
    }

    private static TimedText.Part text(String text) {
        return new TimedText.Part(null, text);
    }
}
