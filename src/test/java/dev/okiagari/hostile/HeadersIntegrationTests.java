package dev.okiagari.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.web.Visitor;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.web.server.WebFilterChainProxy;

/** What every answer tells browsers, whatever it is an answer to. */
@HostileTest
class HeadersIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private ApplicationContext application;
    private Visitor anna = new Visitor(0);

    @BeforeAll
    void annaIsLoggedIn() {
        anna = new Visitor(port);
        anna.logIn("anna", HostileTest.PASSWORD);
    }

    Stream<String> paths() {
        return Stream.concat(
                Routes.of(application).paths().stream()
                        .filter(path -> !path.startsWith("/live/") && !path.equals("/api/stream")),
                Stream.of("/nothing", "/api/nothing", "/assets/nothing.js"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void everyAnswerIsGuardedSaysItsAlphabetAndIsNotKept(String path) {
        for (Visitor visitor : List.of(anna, new Visitor(port))) {
            HttpResponse<String> said = visitor.get(path);
            HttpHeaders headers = said.headers();
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .get()
                    .asString()
                    .as(path)
                    .contains(
                            "default-src 'self'",
                            "object-src 'none'",
                            "base-uri 'none'",
                            "form-action 'self'",
                            "frame-ancestors 'none'")
                    .doesNotContain("unsafe-", "*", "http:", "https:");
            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).as(path).contains("DENY");
            assertThat(headers.firstValue("Referrer-Policy")).as(path).contains("same-origin");
            assertThat(headers.firstValue("Cross-Origin-Opener-Policy"))
                    .as(path)
                    .contains("same-origin");
            assertThat(headers.firstValue("Cross-Origin-Resource-Policy"))
                    .as(path)
                    .contains("same-origin");
            assertThat(headers.map()).as(path).doesNotContainKeys("server", "x-powered-by");
            assertThat(said.statusCode()).as(path).isLessThan(500);
            assertSaysItsAlphabet(path, said);
            assertIsNotKept(path, said);
        }
    }

    private static void assertSaysItsAlphabet(String path, HttpResponse<String> said) {
        String type = said.headers().firstValue("Content-Type").orElse("");
        if (type.startsWith("text/") && !isLibrary(path)) {
            assertThat(type).as(path).containsIgnoringCase("charset=utf-8");
        }
        assertThat(said.body().isEmpty() || !type.isEmpty()).as(path).isTrue();
    }

    private static void assertIsNotKept(String path, HttpResponse<String> said) {
        boolean file = path.startsWith("/assets/") || path.startsWith("/favicon");
        if (!file && said.statusCode() != 404 && !isLibrary(path)) {
            assertThat(said.headers().firstValue("Cache-Control"))
                    .get()
                    .asString()
                    .as(path)
                    .contains("no-store");
        }
    }

    private static boolean isLibrary(String path) {
        return path.startsWith("/webjars/") || path.startsWith("/swagger-ui");
    }

    @Test
    void cookiesAreOutOfTheReachOfScriptsAndOtherSites() {
        Visitor visitor = new Visitor(port);
        Stream.of(
                        visitor.get("/login"),
                        visitor.logIn("anna", HostileTest.PASSWORD),
                        visitor.get("/"))
                .flatMap(said -> said.headers().allValues("Set-Cookie").stream())
                .forEach(cookie ->
                        assertThat(cookie)
                                .containsIgnoringCase("HttpOnly")
                                .containsIgnoringCase("SameSite=Lax")
                                .containsIgnoringCase("Path=/")
                                .doesNotContainIgnoringCase("Domain="));
    }

    @Test
    void overHttpsBrowsersAreToldToStayThere() {
        var exchange =
                MockServerWebExchange.from(
                        MockServerHttpRequest.get("https://localhost/login")
                                .remoteAddress(new InetSocketAddress("127.0.0.1", 1)));

        application
                .getBean(WebFilterChainProxy.class)
                .filter(exchange, passed -> passed.getResponse().setComplete())
                .block(Duration.ofSeconds(10));

        assertThat(exchange.getResponse().getHeaders().getFirst("Strict-Transport-Security"))
                .startsWith("max-age=31536000");
    }
}
