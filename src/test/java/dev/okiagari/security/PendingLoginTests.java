package dev.okiagari.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Which answer a login waits for. */
class PendingLoginTests {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final PendingLogin LOGIN =
            new PendingLogin(NOW, "state", "nonce", "verifier", "https://here/callback");

    @Test
    void itIsReadAsItWasWritten() {
        assertThat(PendingLogin.read(LOGIN.written())).contains(LOGIN);
        assertThat(PendingLogin.read("something else")).isEmpty();
    }

    @Test
    void onlyItsOwnStateAnswersIt() {
        assertThat(LOGIN.isAnsweredBy("state", NOW)).isTrue();
        assertThat(LOGIN.isAnsweredBy("State", NOW)).isFalse();
        assertThat(LOGIN.isAnsweredBy("", NOW)).isFalse();
        assertThat(LOGIN.isAnsweredBy(null, NOW)).isFalse();
    }

    @Test
    void itIsOverAfterTenMinutes() {
        assertThat(LOGIN.isAnsweredBy("state", NOW.plusSeconds(599))).isTrue();
        assertThat(LOGIN.isAnsweredBy("state", NOW.plusSeconds(600))).isFalse();
    }

    @Test
    void itPrintsNothingOfItsSecrets() {
        assertThat(LOGIN.toString()).doesNotContain("nonce", "verifier", "state");
    }
}
