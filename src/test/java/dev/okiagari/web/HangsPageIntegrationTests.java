package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.Span;
import dev.okiagari.liveness.Cadence;
import dev.okiagari.liveness.CadencePart;
import dev.okiagari.liveness.Circumstances;
import dev.okiagari.liveness.ProbeForecast;
import dev.okiagari.liveness.StartNeed;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What a container's page says of hangs, and the same as JSON. */
@SpringBootTest(
        classes = PagesTestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.http.codecs.max-in-memory-size=4MB")
@AutoConfigureWebTestClient(timeout = "30s")
class HangsPageIntegrationTests {

    private static final ProbeForecast FORECAST =
            ProbeForecast.of(
                    PagesFixture.LIVENESS,
                    Circumstances.frozen(
                            ProbeType.LIVENESS, Duration.ofSeconds(30), StartNeed.of(Probes.NONE)));
    private static final Cadence CADENCE =
            new Cadence(
                    ProbeType.LIVENESS,
                    6,
                    Duration.ofSeconds(90),
                    Span.exactly(Duration.ofSeconds(90)),
                    Span.exactly(Duration.ofSeconds(90)),
                    List.of(
                            part(CadencePart.Name.DELAY, 15, "delay", 15),
                            part(CadencePart.Name.WAIT, 9, "wait", 9),
                            part(CadencePart.Name.TIME_OUTS, 36, "time-outs", 36, 3, 12),
                            part(CadencePart.Name.GRACE, 30, "grace", 30)));

    @Autowired WebTestClient client;
    @Autowired ShownCluster cluster;
    @Autowired ShownHangs hangs;
    @Autowired Texts texts;

    @BeforeEach
    void show() {
        cluster.is(PagesFixture.lab(), PagesFixture.connected());
        cluster.show(
                PagesFixture.pod(
                        "sleeper",
                        "sleeper-1",
                        PagesFixture.running(
                                "web", 6, new Probes(PagesFixture.LIVENESS, null, null))));
        hangs.forecast = null;
        hangs.cadence = null;
    }

    @Test
    void whenAHangIsNoticedIsSaidInWordsAndDrawnBesideThem() {
        hangs.forecast = FORECAST;

        assertThat(page("en"))
                .contains(
                        "a hang is noticed after 36 to 46 s and is answered again after 66 to 79 s")
                .contains("noticed: 36 to 46 s", "ended: 66 to 77 s", "ready again: 66 to 79 s")
                .contains("class=\"hang-bar\"")
                .doesNotContain("??");
        assertThat(page("ja")).contains("36〜46 秒後に検知され、66〜79 秒後");
    }

    @Test
    void aProbeThatNoticesNothingSaysSoWithoutADrawing() {
        hangs.forecast =
                ProbeForecast.of(
                        PagesFixture.probe("tcpSocket 8080", 0, 1),
                        Circumstances.frozen(
                                ProbeType.LIVENESS,
                                Duration.ofSeconds(30),
                                StartNeed.of(Probes.NONE)));

        assertThat(page("en"))
                .contains("does not notice a process that is stopped: tcpSocket 8080")
                .doesNotContain("hang-bar");
    }

    @Test
    void the90SecondsAreSpelledOut() {
        hangs.cadence = CADENCE;

        assertThat(page("en"))
                .contains("Restarted by its probe 6 times, every 90 s.")
                .contains("15 s initial delay", "9 s until the probe&#39;s next tick")
                .contains("36 s in 3 time-outs of 12 s", "30 s of grace")
                .contains("gives up 60 s after each start; the next start comes another 30 s later")
                .contains("class=\"part part-grace\" y=\"0\" height=\"12\" x=\"66.67%\"")
                .doesNotContain("??");
        assertThat(page("ja")).contains("12 秒のタイムアウト 3 回で 36 秒");
    }

    @Test
    void withoutEitherThePageSaysNothingOfIt() {
        assertThat(page("en")).doesNotContain("id=\"rhythm\"", "class=\"hang\"");
    }

    @Test
    void theListOfContainersSaysTheSame() {
        hangs.forecast = FORECAST;
        hangs.cadence = CADENCE;

        assertThat(page("/liveness", "en"))
                .contains("a hang is noticed after 36 to 46 s")
                .contains("Restarted by its probe 6 times, every 90 s.")
                .contains("36 s in 3 time-outs of 12 s")
                .doesNotContain("??");
        client.get()
                .uri("/api/liveness?namespace=test")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].forecast.hang")
                .isEqualTo("frozen")
                .jsonPath("$.items[0].forecast.detected.min")
                .isEqualTo(36)
                .jsonPath("$.items[0].forecast.restarted.max")
                .isEqualTo(79)
                .jsonPath("$.items[0].observed.interval")
                .isEqualTo(90)
                .jsonPath("$.items[0].observed.predicted")
                .isEqualTo(90)
                .jsonPath("$.items[0].observed.parts[2].name")
                .isEqualTo("time-outs")
                .jsonPath("$.items[0].observed.parts[2].seconds")
                .isEqualTo(36);
    }

    @Test
    void asJsonTheTimesAreSecondsThatAddUp() {
        CadenceView cadence = CadenceView.of(CADENCE, texts, Locale.ENGLISH);
        HangForecastView forecast = HangForecastView.of(FORECAST, texts, Locale.ENGLISH);

        assertThat(cadence.parts().stream().map(CadenceView.Part::seconds))
                .extracting(Duration::toSeconds)
                .containsExactly(15L, 9L, 36L, 30L);
        assertThat(cadence.parts().stream().map(CadenceView.Part::name))
                .containsExactly("delay", "wait", "time-outs", "grace");
        assertThat(forecast.detected())
                .isEqualTo(new Span(Duration.ofSeconds(36), Duration.ofSeconds(46)));
        assertThat(forecast.explanation().text()).contains("36 to 46 s");
    }

    private static CadencePart part(
            CadencePart.Name name, long seconds, String key, Object... arguments) {
        return new CadencePart(
                name, Duration.ofSeconds(seconds), Message.of("liveness.part." + key, arguments));
    }

    private String page(String language) {
        return page("/pods/test/sleeper-1/web", language);
    }

    private String page(String path, String language) {
        return Objects.requireNonNull(
                client.get()
                        .uri(path)
                        .header(HttpHeaders.ACCEPT, "text/html")
                        .header(HttpHeaders.ACCEPT_LANGUAGE, language)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody());
    }
}
