package dev.okiagari.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** The command that makes a hash. */
class HashPasswordTests {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void theFirstLineOfTheInputBecomesAHashAndNothingElseIsPrinted() {
        assertThat(run("pässword of mine\nmore\n", "hash-password")).isZero();

        assertThat(new BCryptPasswordEncoder().matches("pässword of mine", text(out).strip()))
                .isTrue();
        assertThat(text(out).lines()).hasSize(1);
        assertThat(text(err)).isEmpty();
    }

    @Test
    void anArgumentIsRefusedAndNotSaidAgain() {
        assertThat(run("", "hash-password", "secret")).isEqualTo(2);

        assertThat(text(out)).isEmpty();
        assertThat(text(err)).contains("takes no arguments").doesNotContain("secret");
    }

    @Test
    void noPasswordIsRefused() {
        assertThat(run("", "hash-password")).isEqualTo(1);
        assertThat(run("\n", "hash-password")).isEqualTo(1);
        assertThat(text(out)).isEmpty();
    }

    @Test
    void whatItsHashWouldCutIsRefused() {
        assertThat(run("x".repeat(73) + "\n", "hash-password")).isEqualTo(1);
        assertThat(text(out)).isEmpty();
    }

    @Test
    void aShortOneIsWarnedOf() {
        assertThat(run("short\n", "hash-password")).isZero();
        assertThat(text(err)).contains("12 characters");
    }

    private int run(String input, String... arguments) {
        return HashPassword.run(
                arguments,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
