package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@OpenModeTest
class OpenApiIntegrationTests {

    @Autowired private WebTestClient browser;

    @Test
    void theDescriptionNamesTheCallsAndTheWordsAsSent() {
        browser.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.info.title")
                .isEqualTo("Okiagari")
                .jsonPath("$.paths['/api/pods'].get.summary")
                .exists()
                .jsonPath("$.components.schemas.Container.properties.state.enum[0]")
                .isEqualTo("waiting")
                .jsonPath("$.components.schemas.ProbeOf.properties.period.type")
                .isEqualTo("number");
    }

    @Test
    void thePageOfTheApiRunsNoInlineScript() {
        browser.get().uri("/api").exchange().expectHeader().location("/swagger-ui.html");
        browser.get()
                .uri("/webjars/swagger-ui/index.html")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(html ->
                        assertThat(html)
                                .doesNotContainPattern("<script(?![^>]*src=)")
                                .doesNotContain("<style", "style=\"", "http://", "https://"));
    }
}
