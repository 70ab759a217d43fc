package dev.okiagari.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Paths that climb out of where files are, by somebody who is logged in. */
@HostileTest
class PathsIntegrationTests {

    private static final List<String> CLIMBS =
            List.of(
                    "..",
                    "%2e%2e",
                    "%2E.",
                    "..%2f",
                    "..%5c",
                    "..\\",
                    "%252e%252e",
                    "%c0%ae%c0%ae",
                    "%e0%80%ae.",
                    "..;",
                    "..;x=y",
                    "....//",
                    ".%00.",
                    "..%00",
                    "%u002e%u002e",
                    "file:..",
                    "classpath:..");

    private static final List<String> BELOW =
            List.of(
                    "/assets/",
                    "/",
                    "/webjars/",
                    "/swagger-ui/",
                    "/experiments/",
                    "/actuator/health/");

    @LocalServerPort private int port;

    static Stream<String> paths() {
        return BELOW.stream()
                .flatMap(below ->
                        CLIMBS.stream()
                                .flatMap(climb ->
                                        Stream.of(
                                                below + climb + "/application.yaml",
                                                below + (climb + "/").repeat(6) + "etc/passwd",
                                                below
                                                        + climb
                                                        + "/"
                                                        + climb
                                                        + "/messages/web.properties",
                                                below + "x/" + climb + "/export.csv")));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void noPathLeadsOutOfWhatIsServed(String path) {
        Wire.Said said = Wire.ask(port, "GET " + path + " HTTP/1.1", "Host: localhost", anna());

        assertThat(said.status()).as(said.text()).isIn(302, 400, 401, 404);
        assertThat(said.header("Location")).isSubsetOf("/login");
        assertThat(said.text())
                .doesNotContain("root:", "spring:", "web.pods", "Exception", "class path");
    }

    private static String anna() {
        String both = "anna:" + HostileTest.PASSWORD;
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }
}
