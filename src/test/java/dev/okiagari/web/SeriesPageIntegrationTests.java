package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probes;
import dev.okiagari.experiment.ExperimentChanged;
import dev.okiagari.experiment.Outcome;
import dev.okiagari.experiment.Repeat;
import dev.okiagari.experiment.StartResult;
import dev.okiagari.experiment.Verdict;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** A repeat as its page, its form and its export show it. */
@SpringBootTest(
        classes = PagesTestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.http.codecs.max-in-memory-size=4MB")
@AutoConfigureWebTestClient(timeout = "30s")
class SeriesPageIntegrationTests {

    private static final String PAGE = "/experiments/" + ExperimentsFixture.REPEAT;

    @LocalServerPort int port;
    @Autowired WebTestClient client;
    @Autowired ShownCluster cluster;
    @Autowired ShownBench bench;
    @Autowired ApplicationEventPublisher events;

    private final PodSnapshot pod =
            PagesFixture.pod("hello", "hello-1", PagesFixture.running("web", 3, Probes.NONE));

    @BeforeEach
    void aRepeatOfWhichThreeRunsAreDone() {
        cluster.is(PagesFixture.lab(), PagesFixture.connected());
        cluster.show(pod);
        bench.clear();
        bench.experiments.add(ExperimentsFixture.repeat(pod, ExperimentsFixture.REPEAT, null));
        for (int seconds : List.of(2, 12, 22)) {
            int number = bench.experiments.size();
            bench.experiments.add(
                    ExperimentsFixture.run(pod, ExperimentsFixture.REPEAT, number, seconds));
        }
    }

    @Test
    void eachRunIsARowOnOneScaleWithItsBackOffApart() {
        assertThat(page(PAGE))
                .contains("3 of 10")
                .contains("href=\"/experiments/" + ExperimentsFixture.runId(2) + "\"")
                // 22 s fill the bar: a second is 4.5 of 100
                .contains("<rect class=\"phase-exit\" x=\"0.0\" y=\"1\" width=\"4.5\"")
                .contains("<rect class=\"phase-start\" x=\"4.5\" y=\"1\" width=\"4.5\"")
                .contains("<rect class=\"phase-back-off\" x=\"4.5\" y=\"1\" width=\"95.5\"")
                .contains("12.0 s")
                .contains("22.0 s")
                .contains("form=\"stop\"")
                .doesNotContain("style=");
    }

    @Test
    void medianAndWorstAreMarkedAndTheLimitIsHeldAgainstEach() {
        String html = page(PAGE);

        assertThat(row(html, 1)).contains("Passed: within 10.0 s").doesNotContain("Median");
        assertThat(row(html, 2)).contains("Failed: over 10.0 s").contains("Median");
        assertThat(row(html, 3)).contains("Failed: over 10.0 s").contains("Worst");
        assertThat(html).contains("1 of 3 within it");
    }

    @Test
    void anOpenPageHearsOfEachRunAndOfTheVerdict() {
        // An id of its own: what is heard once stays remembered.
        UUID open = UUID.randomUUID();
        bench.experiments.add(ExperimentsFixture.repeat(pod, open, null));
        for (int number = 1; number <= 3; number++) {
            bench.experiments.add(ExperimentsFixture.run(pod, open, number, number));
        }
        StepVerifier.create(stream("/live/experiment?id=" + open))
                .assertNext(html -> assertThat(html).contains("3 of 10"))
                .then(() ->
                        events.publishEvent(
                                new ExperimentChanged(ExperimentsFixture.run(pod, open, 4, 42))))
                // The page is sent once more where the state of the cluster was all that changed.
                .thenConsumeWhile(html -> html.contains("3 of 10"))
                .assertNext(html -> assertThat(html).contains("4 of 10").contains("42.0 s"))
                .then(() ->
                        events.publishEvent(
                                new ExperimentChanged(
                                        ExperimentsFixture.repeat(
                                                pod,
                                                open,
                                                new Verdict(
                                                        Outcome.RESTARTED,
                                                        Message.of(
                                                                "experiment.verdict.series-early.halted",
                                                                4,
                                                                10),
                                                        true)))))
                .thenConsumeWhile(html -> html.contains("form=\"stop\""))
                .assertNext(html ->
                        assertThat(html)
                                .contains("Ended by a halt after 4 of 10 runs.")
                                .doesNotContain("form=\"stop\""))
                .thenCancel()
                .verify(Duration.ofSeconds(30));
    }

    @Test
    void theListHasTheRepeatAndNotItsRuns() {
        assertThat(page("/experiments"))
                .contains("10 ×")
                .contains("href=\"" + PAGE + "\"")
                .doesNotContain(ExperimentsFixture.runId(1).toString());
    }

    @Test
    void aRunLeadsToItsRepeatAndSaysWhetherItPassed() {
        assertThat(page("/experiments/" + ExperimentsFixture.runId(3)))
                .contains("href=\"" + PAGE + "\"")
                .contains("Failed: over 10.0 s")
                .contains("times=10&amp;spacing=ready");
    }

    @Test
    void aSheetHasALineARunAndNoFormula() {
        String sheet = text(get(PAGE + "/export.csv"));

        assertThat(sheet.lines()).hasSize(4);
        assertThat(sheet.lines().findFirst().orElseThrow())
                .startsWith("run,id,parent,namespace,")
                .endsWith("recovery,hang,detected,exit,grace,back_off,start,ready");
        assertThat(sheet)
                .contains("'=HYPERLINK(1)")
                .doesNotContain(",=HYPERLINK")
                .contains(",10.0,true,2.0,,,1.0,,,1.0,")
                .contains(",10.0,false,22.0,,,1.0,,21.0,,");
        get(PAGE + "/export.csv")
                .expectHeader()
                .valueEquals(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"okiagari-" + ExperimentsFixture.REPEAT + ".csv\"");
    }

    @Test
    void aSingleExperimentIsASheetOfOneLine() {
        assertThat(text(get("/experiments/" + ExperimentsFixture.runId(1) + "/export.csv")).lines())
                .hasSize(2);
    }

    @Test
    void theWholeIsExportedAsJson() {
        get(PAGE + "/export.json")
                .expectBody()
                .jsonPath("$.experiment.runs.length()")
                .isEqualTo(3)
                .jsonPath("$.experiment.spread.median")
                .isEqualTo(12.0)
                .jsonPath("$.experiment.spread.worst")
                .isEqualTo(22.0)
                .jsonPath("$.experiment.forecast.estimate")
                .isNumber()
                .jsonPath("$.runs[1].recovery.phases[1].name")
                .isEqualTo("back-off");
    }

    @Test
    void whatIsNotThereIsNotExported() {
        client.get()
                .uri(uri("/experiments/01a20a7f-ffff-7de4-807f-2665cb26b7a0/export.csv"))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void aFormAsksForRepeatsAndALimit() {
        bench.answer =
                new StartResult.Started(
                        ExperimentsFixture.repeat(pod, ExperimentsFixture.REPEAT, null));

        start("10", "settled", "2.5").expectStatus().isSeeOther();

        assertThat(bench.asked)
                .singleElement()
                .satisfies(asked -> {
                    assertThat(asked.terms().repeat())
                            .isEqualTo(new Repeat(10, Repeat.Spacing.SETTLED));
                    assertThat(asked.terms().recoveryLimit()).isEqualTo(2.5);
                });
    }

    @Test
    void onceIsNoRepeat() {
        bench.answer = new StartResult.Started(ExperimentsFixture.running(pod));

        start("1", "ready", "").expectStatus().isSeeOther();

        assertThat(bench.asked)
                .singleElement()
                .satisfies(asked -> assertThat(asked.terms().repeat()).isNull());
    }

    @Test
    void timesThatCannotBeMeantAreRefusedWithoutAsking() {
        for (String times : List.of("0", "101", "-3", "many")) {
            start(times, "ready", "").expectStatus().isEqualTo(HttpStatus.BAD_REQUEST);
        }
        start("2", "never", "").expectStatus().isEqualTo(HttpStatus.BAD_REQUEST);
        start("2", "ready", "NaN").expectStatus().isEqualTo(HttpStatus.BAD_REQUEST);
        start("2", "ready", "-1").expectStatus().isEqualTo(HttpStatus.BAD_REQUEST);

        assertThat(bench.asked).isEmpty();
    }

    @Test
    void theQuestionSaysHowLongARepeatTakes() {
        // One that no other test of these pages has looked into.
        cluster.show(
                PagesFixture.pod(
                        "hello",
                        "hello-1",
                        new ContainerSnapshot(
                                "web",
                                ContainerType.REGULAR,
                                "registry.example/web:1",
                                "containerd://never-looked-into-either",
                                0,
                                true,
                                true,
                                new ContainerState.Running(PagesFixture.NOW),
                                null,
                                Probes.NONE)));
        bench.deletion =
                ExperimentsFixture.option(
                        new dev.okiagari.experiment.Fault.DeletePod(null), Outcome.REPLACED);

        assertThat(
                        page(
                                "/experiments/new?namespace=test&pod=hello-1&container=web"
                                        + "&type=delete-pod&times=20&spacing=settled"))
                // 20 times 3.75 s and 19 times 600 s
                .contains("20 times take about 3.2 h.")
                .contains("name=\"times\" min=\"1\" max=\"100\" value=\"20\"")
                .contains("value=\"settled\" selected=\"selected\"")
                .contains("name=\"recoveryLimit\"");
    }

    private static String row(String html, int number) {
        String from = html.substring(html.indexOf("id=\"run-" + number + "\""));
        return from.substring(0, from.indexOf("</tr>"));
    }

    private WebTestClient.ResponseSpec start(String times, String spacing, String limit) {
        return client.post()
                .uri(uri("/experiments"))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(
                        BodyInserters.fromFormData("namespace", "test")
                                .with("pod", "hello-1")
                                .with("container", "web")
                                .with("type", "signal")
                                .with("signal", "TERM")
                                .with("times", times)
                                .with("spacing", spacing)
                                .with("recoveryLimit", limit))
                .exchange();
    }

    private WebTestClient.ResponseSpec get(String path) {
        return client.get().uri(uri(path)).exchange().expectStatus().isOk();
    }

    private String page(String path) {
        return text(get(path));
    }

    private static String text(WebTestClient.ResponseSpec answer) {
        return Objects.requireNonNull(
                answer.expectBody(String.class).returnResult().getResponseBody());
    }

    private Flux<String> stream(String path) {
        return client.get()
                .uri(uri(path))
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .returnResult(String.class)
                .getResponseBody()
                .filter(html -> !html.isEmpty());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
