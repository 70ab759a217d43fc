package dev.okiagari.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a log is hidden, as a table. */
class SecretsInTextTests {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isHidden(String written, String shown) {
        assertThat(SecretsInText.mask(written)).isEqualTo(shown);
    }

    static Stream<Arguments> isHidden() {
        return Stream.of(
                hidden("password=hunter2", "password=•••"),
                hidden(
                        "connecting with PASSWORD = hunter2 now",
                        "connecting with PASSWORD = ••• now"),
                hidden("db_password: 'it''s', next", "db_password: •••, next"),
                hidden("token: abc.def-ghi", "token: •••"),
                hidden("{\"token\":\"a \\\"b\\\" c\",\"x\":1}", "{\"token\":•••,\"x\":1}"),
                hidden("{\\\"secret\\\":\\\"abc\\\"}", "{\\\"secret\\\":\\•••"),
                hidden("client_secret => \"a b\", id => 7", "client_secret => •••, id => 7"),
                hidden(
                        "api-key:abc api_key=abc apikey = abc",
                        "api-key:••• api_key=••• apikey = •••"),
                hidden("env[MY_TOKEN]=abc", "env[MY_TOKEN]=•••"),
                hidden("secret_access_key=wJalr/XUtn+FEMI", "secret_access_key=•••"),
                hidden("passphrase: open sesame", "passphrase: ••• sesame"),
                hidden("password=\"never closed", "password=•••"),
                hidden("run --db-password hunter2 --verbose", "run --db-password ••• --verbose"),
                hidden("Authorization: Bearer abc.def", "Authorization: •••"),
                hidden("> authorization=Basic dXNlcjpwYXNz\nnext", "> authorization=•••\nnext"),
                hidden("Proxy-Authorization: Negotiate YII=", "Proxy-Authorization: •••"),
                hidden("sent Bearer abcdefgh12345678 to it", "sent Bearer ••• to it"),
                hidden("Set-Cookie: session=1; HttpOnly\nok", "Set-Cookie: •••\nok"),
                hidden("got eyJhbGciOiJIUzI1.eyJzdWIiOiIx.c2lnbmF0dXJl!", "got •••!"),
                hidden("key AKIAIOSFODNN7EXAMPLE used", "key ••• used"),
                hidden("ghp_0123456789abcdefghijABCDEFGHIJ012345", "•••"),
                hidden("xoxb-1234567890-abcdef", "•••"),
                hidden("glpat-abcdefghij0123456789", "•••"),
                hidden("sk_live_abcdefghijklmnop", "•••"),
                hidden("postgres://me:hunter2@db:5432/x", "postgres://me:•••@db:5432/x"),
                hidden(
                        "a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc=\n-----END RSA PRIVATE KEY-----\nb",
                        "a\n•••\nb"),
                hidden("a\n-----BEGIN PRIVATE KEY-----\nMIIE\nabc", "a\n•••"),
                hidden("MIIE\nabc=\n-----END EC PRIVATE KEY-----\nb", "•••\nb"),
                hidden("-----BEGIN PGP PRIVATE KEY BLOCK-----\nx", "•••"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /login 200 12ms",
                "java.lang.IllegalStateException: no such bean",
                "-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----",
                "listening on http://0.0.0.0:8080/",
                "compass=north, bypass=no",
                "started in 3.2 s (JVM running for 4.1)"
            })
    void whatIsNoSecretStays(String written) {
        assertThat(SecretsInText.mask(written)).isEqualTo(written);
    }

    @Test
    void maskingTwiceIsMaskingOnce() {
        String once = SecretsInText.mask("password=a token: b Authorization: Bearer cdefghijk");

        assertThat(SecretsInText.mask(once)).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", "token", "password=", "\"token\":\"\\\"", "eyJ", "-----BEGIN PRIVATE KEY-----",
                        "://",
                "a:", " --token", "token\"", "=\"\\a", "bearer ", "\n", "-----END PRIVATE KEY-----"
            })
    void aLongHostileTextTakesNoLongTime(String piece) {
        String text = piece.repeat(LogRequest.MOST_BYTES / piece.length());

        String masked =
                assertTimeoutPreemptively(Duration.ofSeconds(5), () -> SecretsInText.mask(text));

        assertThat(masked).isNotNull();
    }

    private static Arguments hidden(String written, String shown) {
        return Arguments.of(written, shown);
    }
}
