package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.history.Replacement;
import dev.okiagari.history.ReplacementCause;
import dev.okiagari.history.Restart;
import dev.okiagari.history.RestartCause;
import dev.okiagari.history.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** How the table of a timeline says what is in its texts. */
@SpringBootTest(
        classes = PagesTestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.http.codecs.max-in-memory-size=4MB")
@AutoConfigureWebTestClient(timeout = "30s")
class TimelineWordsIntegrationTests {

    private static final WorkloadRef WEB = new WorkloadRef("test", "Deployment", "web");
    private static final PodRef POD = new PodRef("test", "web-1", "uid-web-1");

    @Autowired WebTestClient client;
    @Autowired ShownCluster cluster;
    @Autowired ShownPast past;
    @Autowired ShownBench bench;

    @BeforeEach
    void nothingYet() {
        cluster.is(PagesFixture.lab(), PagesFixture.connected());
        past.clear();
        bench.clear();
    }

    @Test
    void aTimeInsideOfATextIsShownAsEveryTime() {
        Instant told = TimelineFixture.FROM.plusSeconds(59);
        past.timeline =
                TimelineFixture.of(killed(Message.of("history.evidence.event-liveness", told, 3)));

        assertThat(get("/timeline", "en"))
                .contains(
                        "<span>The kubelet said at <time datetime=\"2026-11-23T11:00:59Z\""
                                + " data-show=\"local\">2026-11-23 11:00:59 UTC</time> that it"
                                + " killed the container");
        assertThat(get("/api/timeline", "en"))
                .contains("The kubelet said at 2026-11-23T11:00:59Z that");
    }

    @Test
    void aPodThatNoneReplacedIsSaidToHaveEnded() {
        past.timeline = ended();

        assertThat(get("/timeline", "en"))
                .contains("ended: scaled down")
                .contains("no other pod in its place")
                .doesNotContain("<span>replaced: scaled</span>");
        assertThat(get("/timeline/export.csv", "en"))
                .contains("ended,2026-11-23T11:00:30.000Z,,test,Deployment,web,web-1,,scaled,");
        assertThat(get("/api/timeline", "ja"))
                .contains("\"began\":null")
                .contains("Pod の数が減らされました");
    }

    private static Timeline ended() {
        Timeline none = TimelineFixture.of();
        return new Timeline(
                none.from(),
                none.to(),
                none.bucket(),
                none.lanes(),
                none.more(),
                List.of(
                        new Replacement(
                                "1",
                                WEB,
                                ReplacementCause.SCALED,
                                new Replacement.Ended(POD, TimelineFixture.FROM.plusSeconds(30)),
                                null,
                                null,
                                Message.of("history.replaced.fewer"))),
                none.rollouts(),
                none.gaps());
    }

    private static Timeline.Lane killed(Message evidence) {
        ContainerRef container = new ContainerRef(POD, "web");
        Instant at = TimelineFixture.FROM.plusSeconds(60);
        Restart restart =
                new Restart(
                        "1",
                        WEB,
                        container,
                        1,
                        RestartCause.LIVENESS,
                        evidence,
                        137,
                        "Error",
                        new Restart.Ended("containerd://old", null, at.minusSeconds(1)),
                        new Restart.Began("containerd://new", at, at.plusSeconds(1)),
                        at,
                        null);
        return TimelineFixture.lane(WEB, container, List.of(restart), List.of(), List.of());
    }

    private String get(String path, String language) {
        return Objects.requireNonNull(
                client.get()
                        .uri(path)
                        .header(HttpHeaders.ACCEPT_LANGUAGE, language)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody());
    }
}
