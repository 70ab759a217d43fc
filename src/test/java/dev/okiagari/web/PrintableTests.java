package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page shows of other people's text. */
class PrintableTests {

    @ParameterizedTest
    @MethodSource
    void isShownAs(String text, String shown) {
        assertThat(Printable.lines(text)).isEqualTo(shown);
    }

    static Stream<Arguments> isShownAs() {
        return Stream.of(
                Arguments.of("a\tb\nc\r\nd", "a\tb\nc\nd"),
                Arguments.of("\u001b[1;31mERROR\u001b[0m it broke", "ERROR it broke"),
                Arguments.of("\u001b]0;title\u0007", "\\u001b]0;title\\u0007"),
                Arguments.of("50 %\r100 %", "50 %\\u000d100 %"),
                Arguments.of("\0", "\\u0000"),
                Arguments.of("abc\u202egnp.exe", "abc\\u202egnp.exe"),
                Arguments.of("こんにちは 🙂", "こんにちは 🙂"),
                Arguments.of("\u2028", "\\u2028"));
    }
}
