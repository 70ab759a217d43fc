package dev.okiagari.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Passwords that are tried. Each test comes from an address of its own: the others go on. */
@HostileTest
class GuessingIntegrationTests {

    @LocalServerPort private int port;

    @Test
    void whoeverGuessesWaitsEvenWithTheRightPassword() {
        for (int i = 0; i < 5; i++) {
            assertThat(guess("127.0.1.1", "vera", "wrong " + i).status()).isEqualTo(401);
        }

        Wire.Said right = guess("127.0.1.1", "vera", HostileTest.PASSWORD);

        assertThat(right.status()).isEqualTo(429);
        assertThat(right.header("Retry-After")).containsExactly("60");
        assertThat(guess("127.0.1.2", "vera", HostileTest.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void anotherNameEachTimeIsGuessingToo() {
        int tries = 0;
        while (guess("127.0.1.3", "user-" + tries, "one password").status() == 401) {
            tries++;
            assertThat(tries).isLessThan(100);
        }

        assertThat(tries).isEqualTo(30);
        assertThat(guess("127.0.1.3", "anna", HostileTest.PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void anotherForwardedAddressEachTimeIsTheSameGuesser() {
        int tries = 0;
        while (guess("127.0.1.4", "vera", "wrong", "X-Forwarded-For: 203.0.113." + tries).status()
                == 401) {
            tries++;
            assertThat(tries).isLessThan(100);
        }

        assertThat(tries).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "anna:",
                "anna",
                "\u0000:\u0000",
                "anna\u0000:x",
                "ANNA:correct horse battery"
            })
    void whatIsNoNameAndPasswordIsNobody(String credentials) {
        assertThat(
                        Wire.askFrom(
                                        "127.0.1.5",
                                        port,
                                        "GET /api/pods HTTP/1.1",
                                        "Host: localhost",
                                        "Authorization: Basic " + encoded(credentials))
                                .status())
                .isIn(401, 429);
    }

    @Test
    void aPasswordOfAMegabyteIsRefusedLikeAnyOther() {
        String form = "username=anna&password=" + "x".repeat(1_000_000);

        Wire.Said said =
                Wire.askFrom(
                        "127.0.1.6",
                        port,
                        "POST /login HTTP/1.1",
                        "Host: localhost",
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: " + form.length(),
                        "Connection: close",
                        "",
                        form);

        assertThat(said.status()).as(said.text()).isIn(403, 413);
    }

    private Wire.Said guess(String address, String user, String password, String... headers) {
        String[] lines = new String[3 + headers.length];
        lines[0] = "GET /api/tokens HTTP/1.1";
        lines[1] = "Host: localhost";
        lines[2] = "Authorization: Basic " + encoded(user + ":" + password);
        System.arraycopy(headers, 0, lines, 3, headers.length);
        return Wire.askFrom(address, port, lines);
    }

    private static String encoded(String credentials) {
        return Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
