package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.okiagari.safety.Audit;
import dev.okiagari.safety.AuditProperties;
import dev.okiagari.safety.Clearance;
import dev.okiagari.safety.PersonalRights;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;

@SpringBootTest(
        classes = LocalModeIntegrationTests.WithDatabase.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "okiagari.security.mode=local",
            "okiagari.security.local.password=correct horse",
            "spring.messages.basename=messages/security,messages/api",
            "spring.datasource.url=jdbc:h2:mem:local-mode"
        })
@AutoConfigureWebTestClient(timeout = "20s")
@Tag("database")
class LocalModeIntegrationTests {

    private static final String SESSION = "okiagari-session";
    private static final String FORM = "okiagari-form";

    @Autowired private WebTestClient browser;
    @LocalServerPort private int port;

    @Test
    void aPageLeadsToTheForm() {
        browser.get()
                .uri("/token")
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isFound()
                .expectHeader()
                .location("/login");
    }

    @Test
    void aScriptIsToldHowToLogIn() {
        browser.get()
                .uri("/api/cluster")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .value("WWW-Authenticate", scheme -> assertThat(scheme).startsWith("Basic"));
    }

    @Test
    void aBrowserOpensNoWindowOfItsOwn() {
        browser.get()
                .uri("/api/cluster")
                .header("Sec-Fetch-Mode", "cors")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .doesNotExist("WWW-Authenticate");
    }

    @Test
    void aScriptComesInWithItsPassword() {
        browser.get()
                .uri("/api/actor")
                .headers(headers -> headers.setBasicAuth("admin", "correct horse"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .doesNotExist("Set-Cookie")
                .expectBody(String.class)
                .isEqualTo("admin by password from 127.0.0.1");
    }

    @Test
    void metricsNeedAPasswordAndHealthDoesNot() {
        browser.get().uri("/actuator/prometheus").exchange().expectStatus().isUnauthorized();
        browser.get().uri("/actuator/health/liveness").exchange().expectStatus().isOk();
    }

    @Test
    void theFormLogsInAndOut() {
        var login = logIn("admin", "correct horse");
        login.expectStatus().isFound().expectHeader().location("/");
        var cookie = login.returnResult(Void.class).getResponseCookies().getFirst(SESSION);
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Lax");

        var session = cookie.getValue();
        actor(session).expectStatus().isOk();
        var page = form("/token", session);
        browser.post()
                .uri("/logout")
                .cookie(SESSION, session)
                .cookie(FORM, page.get("cookie"))
                .body(BodyInserters.fromFormData("_csrf", page.get("token")))
                .exchange()
                .expectStatus()
                .isFound()
                .expectHeader()
                .location("/login");
        actor(session).expectStatus().isUnauthorized();
    }

    @Test
    void anAddressThatLeadsElsewhereAfterTheLoginIsRefused() {
        browser.get()
                .uri(URI.create("http://127.0.0.1:" + port + "//evil.example"))
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectCookie()
                .doesNotExist("REDIRECT_URI");
    }

    @Test
    void aWrongPasswordLeadsBackToTheForm() {
        logIn("admin", "wrong").expectHeader().location("/login?problem=refused");
    }

    @Test
    void guessingIsPaused() {
        for (var i = 0; i < 5; i++) {
            basic("guesser", "wrong").expectStatus().isUnauthorized();
        }
        basic("guesser", "wrong")
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueEquals("Retry-After", "60");
        logIn("guesser", "wrong").expectHeader().location("/login?problem=paused");
    }

    @Test
    void theFormSpeaksJapanese() {
        browser.get()
                .uri("/login?problem=refused")
                .cookie("lang", "ja")
                .exchange()
                .expectBody(String.class)
                .value(html -> assertThat(html).contains("パスワード", "正しくありません"));
    }

    @Test
    void whatTheFormDoesNotKnowIsNotShown() {
        browser.get()
                .uri("/login?problem=<script>")
                .exchange()
                .expectBody(String.class)
                .value(html -> assertThat(html).doesNotContain("<script>", "role=\"alert\""));
    }

    private WebTestClient.ResponseSpec basic(String user, String password) {
        return browser.get()
                .uri("/api/cluster")
                .headers(headers -> headers.setBasicAuth(user, password))
                .exchange();
    }

    private WebTestClient.ResponseSpec actor(String session) {
        return browser.get().uri("/api/actor").cookie(SESSION, session).exchange();
    }

    private WebTestClient.ResponseSpec logIn(String user, String password) {
        var page = form("/login", "none");
        var fields = new LinkedMultiValueMap<String, String>();
        fields.add("username", user);
        fields.add("password", password);
        fields.add("_csrf", page.get("token"));
        return browser.post()
                .uri("/login")
                .cookie(FORM, page.get("cookie"))
                .body(BodyInserters.fromFormData(fields))
                .exchange();
    }

    /** The form token of a page and its cookie, as a browser would have them. */
    private Map<String, String> form(String page, String session) {
        var answer =
                browser.get()
                        .uri(page)
                        .cookie(SESSION, session)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult();
        var html = answer.getResponseBody();
        var token = html.replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]+)\".*", "$1");
        var cookie = answer.getResponseCookies().getFirst(FORM).getValue();
        return Map.of("token", token, "cookie", cookie);
    }

    @EnableJpaRepositories({"dev.okiagari.security", "dev.okiagari.safety"})
    @EntityScan({"dev.okiagari.security", "dev.okiagari.safety"})
    @Import({WebTestApplication.class, Audit.class, Clearance.class})
    @EnableConfigurationProperties(AuditProperties.class)
    static class WithDatabase {

        @Bean
        PersonalRights nobodyIsAsked() {
            return mock();
        }
    }
}
