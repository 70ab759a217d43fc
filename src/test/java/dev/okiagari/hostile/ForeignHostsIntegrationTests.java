package dev.okiagari.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.web.Visitor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Names that are made to lead here, and headers that say where a request comes from. */
@HostileTest
class ForeignHostsIntegrationTests {

    @LocalServerPort private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "evil.example#localhost",
                "localhost@evil.example",
                "localhost:8080@evil.example",
                "127.0.0.1.nip.io",
                "127.0.0.1.evil.example",
                "127.1",
                "0x7f000001",
                "2130706433",
                "0.0.0.0",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::1%25eth0]",
                "localhost:80:80",
                "localhost:",
                "localhost:x",
                "local host",
                "localhost,evil.example",
                "localhost/evil.example",
                "localhost.",
                "10.0.0.7",
                "",
                "*"
            })
    void aNameThatIsNotOursIsAnsweredByNothing(String host) {
        for (String path :
                List.of("/", "/login", "/api/pods", "/assets/x", "/actuator/prometheus")) {
            Wire.Said said = Wire.ask(port, "GET " + path + " HTTP/1.1", "Host: " + host);
            assertThat(said.status()).as(said.text()).isIn(400, 421);
            assertThat(said.body()).doesNotContain("evil", "password", Hostile.MARK);
            assertThat(said.header("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void twoNamesAndNoneAreRefused() {
        List<String[]> requests = new ArrayList<>();
        requests.add(new String[] {"GET / HTTP/1.1", "Host: localhost", "Host: evil.example"});
        requests.add(new String[] {"GET / HTTP/1.1", "Host: evil.example", "Host: localhost"});
        requests.add(new String[] {"GET / HTTP/1.1", "Host: localhost", "Host: localhost"});
        requests.add(new String[] {"GET / HTTP/1.1", "X-Forwarded-Host: localhost"});
        requests.add(new String[] {"GET / HTTP/1.0"});
        requests.add(new String[] {"GET / HTTP/1.1", "Host : localhost"});
        for (String[] request : requests) {
            assertThat(Wire.ask(port, request).status())
                    .as(String.join(", ", request))
                    .isIn(400, 421);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example/login",
                "http://evil.example/",
                "http://evil.example@localhost/login",
                "https://evil.example:443/api/pods",
                "//evil.example/login",
                "ftp://localhost/login"
            })
    void aRequestThatNamesAnotherServerIsNotTakenForOneOfOurs(String target) {
        Wire.Said said = Wire.ask(port, "GET " + target + " HTTP/1.1", "Host: localhost");

        assertThat(said.status()).as(said.text()).isIn(302, 400, 401, 404, 421);
        assertThat(said.text()).doesNotContain("evil.example");
        assertThat(said.header("Location")).isSubsetOf("/login");
    }

    @Test
    void onlyHealthIsToldUnderAnyName() {
        assertThat(Wire.ask(port, "GET /actuator/health HTTP/1.1", "Host: 10.0.0.7").status())
                .isEqualTo(200);
        for (String path :
                List.of(
                        "/actuator/health/../prometheus",
                        "/actuator/healthy",
                        "/actuator/health%2f..%2fprometheus",
                        "/actuator/health;/../../audit")) {
            assertThat(Wire.ask(port, "GET " + path + " HTTP/1.1", "Host: evil.example").status())
                    .as(path)
                    .isIn(400, 401, 404, 421);
        }
    }

    @Test
    void nobodySaysByAHeaderWhereTheyAre() {
        for (String header :
                List.of("X-Forwarded-For", "X-Real-IP", "Client-IP", "True-Client-IP")) {
            new Visitor(port).with(header, "203.0.113.7").basic("vera", "wrong").get("/api/pods");
        }
        new Visitor(port)
                .with("Forwarded", "for=203.0.113.7;host=evil.example;proto=https")
                .basic("vera", "wrong")
                .get("/api/pods");
        Visitor anna = new Visitor(port).basic("anna", HostileTest.PASSWORD);

        assertThat(anna.get("/api/audit?action=login&user=vera").body())
                .contains("\"address\":\"127.0.0.1\"")
                .doesNotContain("203.0.113.7");
    }

    @Test
    void nobodySaysByAHeaderThatTheyCameByHttps() {
        Visitor visitor =
                new Visitor(port)
                        .with("X-Forwarded-Proto", "https")
                        .with("X-Forwarded-Host", "evil.example")
                        .with("X-Forwarded-Prefix", "//evil.example")
                        .with("X-Forwarded-Port", "443");

        assertThat(visitor.get("/").headers().firstValue("Location")).contains("/login");
        assertThat(visitor.get("/login").headers().map())
                .doesNotContainKey("strict-transport-security");
        assertThat(visitor.get("/login").body()).doesNotContain("evil.example");
    }
}
