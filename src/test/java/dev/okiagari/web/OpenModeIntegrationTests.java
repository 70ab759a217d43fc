package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;

@OpenModeTest
class OpenModeIntegrationTests {

    @Autowired private WebTestClient browser;

    @Test
    void aForeignHostIsMisdirected() {
        browser.get()
                .uri("/api/cluster")
                .header("Host", "evil.example")
                .exchange()
                .expectStatus()
                .isEqualTo(421)
                .expectBody(String.class)
                .value(text -> assertThat(text).contains("okiagari.server.hosts"));
    }

    @Test
    void healthAnswersUnderAnyHost() {
        browser.get()
                .uri("/actuator/health/liveness")
                .header("Host", "10.1.2.3:8080")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void whoSentARequestIsKnown() {
        browser.get()
                .uri("/api/actor")
                .exchange()
                .expectBody(String.class)
                .isEqualTo("local by none from 127.0.0.1");
    }

    @Test
    void everyAnswerCarriesAStrictPolicy() {
        browser.get()
                .uri("/api/cluster")
                .exchange()
                .expectHeader()
                .value(
                        "Content-Security-Policy",
                        policy ->
                                assertThat(policy)
                                        .contains("default-src 'self'", "frame-ancestors 'none'")
                                        .doesNotContain("unsafe"))
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .value("Cache-Control", cache -> assertThat(cache).contains("no-store"));
    }

    @Test
    void aScriptMayWriteWithoutAToken() {
        write().exchange().expectStatus().isOk();
    }

    @Test
    void ourOwnPageMayWrite() {
        var port = browser.get().uri("/api/cluster").exchange().returnResult(String.class);
        var url = port.getUrl();
        write().header("Origin", "http://" + url.getAuthority())
                .header("Sec-Fetch-Site", "same-origin")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void aForeignOriginMayNotWrite() {
        write().header("Origin", "http://evil.example")
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.detail")
                .value(detail -> assertThat(detail.toString()).contains("another site"));
    }

    @Test
    void anOriginThatABrowserHidesMayNotWrite() {
        write().header("Origin", "null").exchange().expectStatus().isForbidden();
    }

    @Test
    void aSiteBesideOursMayNotWrite() {
        write().header("Sec-Fetch-Site", "same-site").exchange().expectStatus().isForbidden();
    }

    @Test
    void aFormMayNotWriteToTheApi() {
        browser.post()
                .uri("/api/echo")
                .body(BodyInserters.fromFormData("name", "x"))
                .exchange()
                .expectStatus()
                .isEqualTo(415);
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        browser.post()
                .uri("/preferences")
                .body(BodyInserters.fromFormData("lang", "ja"))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void aFormWithItsTokenSetsThePreferences() {
        var page = browser.get().uri("/token").exchange().returnResult(String.class);
        var cookie = page.getResponseCookies().getFirst("okiagari-form").getValue();
        var token = page.getResponseBody().blockFirst();
        browser.post()
                .uri("/preferences")
                .cookie("okiagari-form", cookie)
                .body(
                        BodyInserters.fromFormData("_csrf", token)
                                .with("lang", "ja")
                                .with("theme", "<script>")
                                .with("back", "//evil.example"))
                .exchange()
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location("/")
                .expectCookie()
                .valueEquals("lang", "ja")
                .expectCookie()
                .doesNotExist("theme");
    }

    @Test
    void answersToScriptsSetNoCookie() {
        browser.get().uri("/api/cluster").exchange().expectHeader().doesNotExist("Set-Cookie");
    }

    @Test
    void theLoginPageLeadsOnWhereThereIsNoLogin() {
        browser.get().uri("/login").exchange().expectHeader().location("/");
    }

    private WebTestClient.RequestHeadersSpec<?> write() {
        return browser.post()
                .uri("/api/echo")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"name\":\"x\"}");
    }
}
