package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.experiment.ExperimentMark;
import dev.okiagari.history.HistoryEvent;
import dev.okiagari.history.RestartCause;
import dev.okiagari.history.RolloutState;
import dev.okiagari.history.Timeline;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@SpringBootTest(
        classes = PagesTestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.http.codecs.max-in-memory-size=4MB")
@AutoConfigureWebTestClient(timeout = "30s")
class TimelinePageIntegrationTests {

    private static final String HOSTILE = "<script>alert(1)</script>\"'&<u>";

    @LocalServerPort int port;
    @Autowired WebTestClient client;
    @Autowired ShownCluster cluster;
    @Autowired ShownPast past;
    @Autowired ShownBench bench;
    @Autowired Changes changes;
    @Autowired Pulse pulse;

    @BeforeEach
    void nothingYet() {
        cluster.is(PagesFixture.lab(), PagesFixture.connected());
        past.clear();
        bench.clear();
    }

    @Test
    void thePageSaysInWordsAndTablesWhatThePictureShows() {
        past.timeline =
                TimelineFixture.of(
                        TimelineFixture.failing(
                                TimelineFixture.lane(
                                        "sleeper",
                                        "sleeper-1",
                                        "sleeper",
                                        RestartCause.LIVENESS,
                                        60,
                                        90,
                                        6),
                                18,
                                "Liveness probe failed: timeout"));

        assertThat(page("/timeline"))
                .contains("sleeper was killed by its liveness probe 6 times, every 90 s.")
                .contains("href=\"/pods/test/sleeper-1/sleeper\"")
                .contains("mark-kill")
                .contains("≥ 18")
                .contains("Liveness probe failed: timeout")
                .contains("the evidence")
                .contains("datetime=\"2026-11-23T11:01:00Z\"")
                .doesNotContain("Want to cause one?");
    }

    @Test
    void anHourWithoutRestartsIsGood() {
        assertThat(page("/timeline"))
                .contains("No restarts in the last hour. Good.")
                .contains("Want to cause one?")
                .contains("data-last=\"1h\"")
                .contains("aria-current=\"true\"");
        assertThat(page("/timeline?last=7d", "ja")).contains("直近 7 日間に再起動はありません。順調です。");
    }

    @Test
    void theRangeAndTheFiltersAreInTheAddress() {
        String page =
                page(
                        "/timeline?from=2026-11-20&to=2026-11-21T06:30Z&namespace=shop&workload=a%26b");

        assertThat(page)
                .contains("value=\"2026-11-20\"")
                .contains("/timeline?last=24h&amp;namespace=shop&amp;workload=a%26b")
                .contains(
                        "/timeline/export.csv?namespace=shop&amp;workload=a%26b&amp;from=2026-11-20")
                .contains("data-from=\"2026-11-20T00:00:00Z\"")
                .contains("data-to=\"2026-11-21T06:30:00Z\"");
        assertThat(Objects.requireNonNull(past.drawn).workload()).isEqualTo("a&b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    last=2h                                              | one of: 15m, 1h, 6h, 24h, 7d, 30d; not 2h
                    from=2026-11-23T12:00Z&to=2026-11-23T11:00Z          | ends before it begins
                    from=2026-11-23T12:00Z&to=2026-11-23T12:00Z          | it ends when it begins
                    from=2026-10-01&to=2026-11-01                        | at most 30 days
                    from=yesterday                                       | This is not a time: yesterday
                    from=%2B999999999-01-01T00:00:00Z                    | This is not a time
                    to=2026-11-23                                        | This is needed
                    lanes=0                                              | 1 to 500
                    marks=10001                                          | 1 to 10,000
                    buckets=-1                                           | 1 to 1,000
                    """)
    void badInputIsSaid(String query, String sentence) {
        String text = sentence.replace(",000", "000").strip();
        String page = get("/timeline?" + query.strip(), "en", HttpStatus.BAD_REQUEST);
        assertThat(page).contains("role=\"alert\"").contains(text).contains("name=\"from\"");
        client.get()
                .uri(address("/api/timeline?" + query.strip()))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].message")
                .value(message -> assertThat((String) message).contains(text));
    }

    @Test
    void whatWasWrittenStaysInTheFormWithTheSentenceAtItsField() {
        assertThat(get("/timeline?from=2026-11-23&to=2026-11-20", "ja", HttpStatus.BAD_REQUEST))
                .contains("期間が逆です。")
                .contains("value=\"2026-11-23\"")
                .contains("aria-invalid=\"true\"");
    }

    @Test
    void aScriptGivesEitherAWordOrTimes() {
        client.get()
                .uri("/api/timeline?last=1h&from=2026-11-23")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("last");
    }

    @Test
    void theApiHasLanesWithWhatLiesOnThem() {
        past.timeline =
                TimelineFixture.withGaps(
                        TimelineFixture.of(
                                TimelineFixture.lane(
                                        "web",
                                        "web-1",
                                        "app",
                                        RestartCause.NODE_RESTARTED,
                                        60,
                                        0,
                                        1)),
                        TimelineFixture.gap(2));
        bench.marks.add(
                new ExperimentMark(
                        "0199",
                        PagesFixture.NOW,
                        owner("web"),
                        "web-1",
                        "app",
                        "signal TERM",
                        "no-effect",
                        null));

        client.get()
                .uri("/api/timeline")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.bucket")
                .isEqualTo(15)
                .jsonPath("$.lanes[0].workload.kind")
                .isEqualTo("Deployment")
                .jsonPath("$.lanes[0].restarts[0].cause")
                .isEqualTo("node-restarted")
                .jsonPath("$.lanes[0].restarts[0].at")
                .isEqualTo("2026-11-23T11:01:00.000Z")
                .jsonPath("$.lanes[0].restarts[0].endedAt")
                .isEqualTo("2026-11-23T11:00:58.000Z")
                .jsonPath("$.gaps[0].missed")
                .isEqualTo(2)
                .jsonPath("$.experiments[0].label")
                .isEqualTo("SIGTERM")
                .jsonPath("$.summary[0]")
                .isEqualTo("app of web was restarted with its node once.");
    }

    @Test
    void namesOfOtherPeopleStayText() {
        past.timeline =
                TimelineFixture.of(
                        TimelineFixture.failing(
                                TimelineFixture.lane(
                                        HOSTILE, HOSTILE, HOSTILE, RestartCause.CRASH, 60, 90, 2),
                                1,
                                HOSTILE));

        assertThat(page("/timeline")).doesNotContain("<script>alert").doesNotContain("<u>");
    }

    @Test
    void theSheetHasEachLineAndNoFormula() {
        past.timeline =
                TimelineFixture.of(
                        TimelineFixture.failing(
                                TimelineFixture.lane(
                                        "=1+1", "web-1", "app", RestartCause.CRASH, 60, 90, 2),
                                7,
                                "@SUM(1)"));

        String sheet = page("/timeline/export.csv");

        assertThat(sheet.lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("probe-failure,2026-11-23T11:00:10.000Z,"))
                .anyMatch(line -> line.endsWith("liveness,7,false,,,,'@SUM(1)"))
                .anyMatch(line -> line.contains(",Deployment,'=1+1,web-1,app,crash,"));
    }

    @Test
    void rolloutsAreInTheTableTheSheetAndTheJson() {
        past.timeline =
                TimelineFixture.withRollouts(
                        TimelineFixture.of(),
                        TimelineFixture.rollout("web", "7d9f", 60, 24, RolloutState.COMPLETE));

        assertThat(page("/timeline"))
                .contains("web was rolled out to revision 7d9f within 24 s.")
                .contains("rollout, complete")
                .contains("revision 7d9f")
                .contains("mark-rollout");
        assertThat(page("/timeline/export.csv"))
                .contains(
                        "rollout,2026-11-23T11:01:00.000Z,2026-11-23T11:01:24.000Z,test,Deployment,"
                                + "web,,,complete,,true,,,,revision 7d9f");
        client.get()
                .uri("/api/timeline")
                .exchange()
                .expectBody()
                .jsonPath("$.rollouts[0].revision")
                .isEqualTo("7d9f")
                .jsonPath("$.rollouts[0].to")
                .isEqualTo("2026-11-23T11:01:24.000Z")
                .jsonPath("$.rollouts[0].state")
                .isEqualTo("complete");
    }

    @Test
    void aWorkloadsTimelineSaysHowLongRecoveryTook() {
        past.comebacks.add(RecoveryFixture.restart(1, 1900));
        past.comebacks.add(RecoveryFixture.restart(2, null));

        assertThat(page("/timeline?namespace=test&workload=Deployment/web"))
                .contains("Within four weeks web came back once, after 1.9 s.")
                .contains("id=\"recovery-days\"")
                .contains("<use href=\"#m-bad\"")
                .contains(
                        "/timeline?from=2026-11-22T00%3A00%3A00Z&amp;to=2026-11-23T00%3A00%3A00Z&amp;namespace=test");
        assertThat(page("/timeline")).doesNotContain("id=\"recovery");
        past.comebacks.clear();
        assertThat(page("/timeline?namespace=test&workload=Deployment/web", "ja"))
                .contains("この 4 週間に web が回復した記録はありません。")
                .doesNotContain("recovery-days");
    }

    @Test
    void theTrendIsThereForScripts() {
        past.comebacks.add(RecoveryFixture.restart(1, 1900));
        past.comebacks.add(RecoveryFixture.restart(2, null));

        client.get()
                .uri("/api/recoveries/trend?namespace=test&workload=Deployment/web")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.times")
                .isEqualTo(2)
                .jsonPath("$.lost")
                .isEqualTo(1)
                .jsonPath("$.median")
                .isEqualTo(1.9)
                .jsonPath("$.days[0].day")
                .isEqualTo("2026-11-22")
                .jsonPath("$.items[0].kind")
                .isEqualTo("restart")
                .jsonPath("$.items[1].seconds")
                .isEmpty();
        client.get()
                .uri("/api/recoveries/trend?namespace=test&workload=web")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("workload");
    }

    @Test
    void sumsAreToldAsSuch() {
        ContainerRef ref = new ContainerRef(new PodRef("test", "web-1", "uid"), "app");
        past.timeline =
                TimelineFixture.of(
                        TimelineFixture.lane(
                                owner("web"),
                                ref,
                                List.of(),
                                List.of(
                                        new Timeline.Sum(
                                                TimelineFixture.FROM,
                                                TimelineFixture.FROM.plusSeconds(15),
                                                RestartCause.OOM,
                                                1234)),
                                List.of()));

        assertThat(page("/timeline"))
                .contains("app of web ran out of memory 1234 times.")
                .contains("× 1234");
    }

    @Test
    void thePageIsToldToAskAgainWhenSomethingWasStored() {
        long before = pulse.beats();
        Flux<String> stream =
                client.get()
                        .uri("/live/timeline")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .returnResult(String.class)
                        .getResponseBody();
        StepVerifier.create(stream)
                .expectNextMatches(html -> html.contains("data-beat=\"" + before + "\""))
                .then(() -> pulse.on(new HistoryEvent.GapRecorded(TimelineFixture.gap(1))))
                .thenConsumeWhile(html -> html.contains("data-beat=\"" + before + "\""))
                .expectNextMatches(html -> html.contains("data-beat=\"" + (before + 1) + "\""))
                .thenCancel()
                .verify(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja"})
    void everyRestartCauseHasASentence(String language) {
        for (RestartCause cause : RestartCause.values()) {
            past.timeline =
                    TimelineFixture.of(
                            TimelineFixture.lane("web", "web-1", "web", cause, 60, 90, 2));

            assertThat(page("/timeline", language))
                    .as(cause.text())
                    .contains("<p>web ")
                    .doesNotContain("web.story")
                    .doesNotContain("??");
        }
    }

    private static WorkloadRef owner(String name) {
        return new WorkloadRef("test", "Deployment", name);
    }

    /** As it stands: what is encoded stays so. */
    private URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private String page(String path) {
        return page(path, "en");
    }

    private String page(String path, String language) {
        return get(path, language, HttpStatus.OK);
    }

    private String get(String path, String language, HttpStatus status) {
        return Objects.requireNonNull(
                client.get()
                        .uri(address(path))
                        .header(HttpHeaders.ACCEPT_LANGUAGE, language)
                        .exchange()
                        .expectStatus()
                        .isEqualTo(status)
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody());
    }
}
