package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@OpenModeTest
@ExtendWith(OutputCaptureExtension.class)
class ProblemsIntegrationTests {

    @Autowired private WebTestClient script;

    @Test
    void valuesGoInAndOutAsTheApiSpellsThem() {
        post("""
        {"name": "x", "kind": "delete-pod", "pause": 1.5,
         "at": "2026-11-23T12:00:00Z", "inner": []}\
        """)
                .expectStatus()
                .isOk()
                .expectBody()
                .json(
                        """
                        {"name": "x", "kind": "delete-pod", "pause": 1.5,
                         "at": "2026-11-23T12:00:00.000Z", "inner": []}\
                        """);
    }

    @Test
    void anUnknownFieldIsNamed() {
        post("{\"name\": \"x\", \"nmae\": \"y\"}")
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("nmae")
                .jsonPath("$.errors[0].message")
                .value(text -> assertThat(text.toString()).contains("name"));
    }

    @Test
    void anUnknownWordComesWithThoseThatAreAllowed() {
        post("{\"kind\": \"explode\"}")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("kind")
                .jsonPath("$.detail")
                .value(text -> assertThat(text.toString()).contains("delete-pod, signal"));
    }

    @Test
    void aFieldInsideIsNamedWithItsPath() {
        post("{\"inner\": [{\"number\": \"many\"}]}")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("inner[0].number");
    }

    @Test
    void brokenJsonIsSaidToBeBroken() {
        post("{\"name\": ")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].message")
                .value(text -> assertThat(text.toString()).contains("JSON"));
    }

    @Test
    void aBodyThatIsMissingIsABadRequest() {
        script.post().uri("/api/echo").exchange().expectStatus().isBadRequest();
    }

    @Test
    void anUnknownAddressIsNotFound() {
        script.get()
                .uri("/api/nothing")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(404)
                .jsonPath("$.instance")
                .isEqualTo("/api/nothing");
    }

    @Test
    void anotherMethodIsRefusedWithThoseThatAreTaken() {
        script.delete()
                .uri("/api/echo")
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectHeader()
                .valueEquals("Allow", "POST");
    }

    @Test
    void aFormatThatWeDoNotHaveIsRefused() {
        script.get()
                .uri("/api/stream")
                .accept(MediaType.APPLICATION_PDF)
                .exchange()
                .expectStatus()
                .isEqualTo(406);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        post("{\"name\": \"" + "x".repeat(300_000) + "\"}").expectStatus().isEqualTo(413);
    }

    @Test
    void aFaultOfOursSaysNothingOfOurInsides() {
        script.get()
                .uri("/api/fault")
                .exchange()
                .expectStatus()
                .isEqualTo(500)
                .expectBody(String.class)
                .value(text ->
                        assertThat(text)
                                .doesNotContain("secret", "Exception")
                                .contains("\"detail\""));
    }

    @Test
    void aDatabaseThatIsAwayIsNoFaultOfOurs(CapturedOutput output) {
        script.get()
                .uri("/api/away")
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.detail")
                .value(text -> assertThat(text.toString()).contains("database cannot be used"));
        script.get()
                .uri("/away")
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isEqualTo(503);
        assertThat(output).doesNotContain("a pool timed out");
    }

    @Test
    void problemsSpeakTheLanguageThatIsAskedFor() {
        script.get()
                .uri("/api/nothing")
                .header("Accept-Language", "ja,en;q=0.5")
                .cookie("lang", "en")
                .exchange()
                .expectBody()
                .jsonPath("$.title")
                .isEqualTo("見つかりません");
    }

    @Test
    void aPageThatIsNotThereIsNotAnsweredWithJson() {
        script.get()
                .uri("/nothing")
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .value("Content-Type", type -> assertThat(type).startsWith("text/"));
    }

    private WebTestClient.ResponseSpec post(String json) {
        return script.post()
                .uri("/api/echo")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange();
    }
}
