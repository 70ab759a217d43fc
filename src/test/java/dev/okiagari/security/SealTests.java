package dev.okiagari.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is closed for one secret is nobody else's. */
class SealTests {

    private final Seal seal = Seal.of("one");

    @Test
    void itOpensWithTheSameSecret() {
        assertThat(Seal.of("one").open(seal.close("a text, 文"))).contains("a text, 文");
    }

    @Test
    void anotherSecretDoesNotOpenIt() {
        assertThat(Seal.of("two").open(seal.close("text"))).isEmpty();
    }

    @Test
    void theSameTextNeverLooksTheSame() {
        assertThat(seal.close("text")).isNotEqualTo(seal.close("text"));
    }

    @Test
    void oneChangedLetterSpoilsIt() {
        String closed = seal.close("text");
        char first = closed.charAt(20);
        String other = closed.substring(0, 20) + (first == 'A' ? 'B' : 'A') + closed.substring(21);

        assertThat(seal.open(other)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "====", "AAAAAAAAAAAAAAAA", "not base64 at all", "a\nb"})
    void whatIsNoneIsNoError(String text) {
        assertThat(seal.open(text)).isEmpty();
    }
}
