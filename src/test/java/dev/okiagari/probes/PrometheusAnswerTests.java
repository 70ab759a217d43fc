package dev.okiagari.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ProbeCount;
import dev.okiagari.cluster.ProbeType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Prometheus 2.42 said that scraped a kubelet 1.20, and what it might say. */
class PrometheusAnswerTests {

    private static final String UID = "c7f5c790-19da-462c-a66b-a9bd628694f0";
    private static final Instant NOW = Instant.parse("2026-11-29T22:30:00Z");

    @Test
    void aRecordedAnswerTellsTheCountersTheirTimeAndTheKubeletsStart() throws IOException {
        Reading reading = read(recorded(), Set.of(UID));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Known.class,
                        known -> {
                            assertThat(known.at())
                                    .isEqualTo(Instant.parse("2026-11-29T22:20:54.740Z"));
                            assertThat(known.counters().startedAt())
                                    .isEqualTo(Instant.parse("2026-11-29T22:06:08.750Z"));
                            assertThat(known.counters().pods().get(UID))
                                    .containsExactlyInAnyOrder(
                                            new ProbeCount("app", ProbeType.LIVENESS, 12, 0),
                                            new ProbeCount("app", ProbeType.READINESS, 3, 0));
                        });
    }

    @Test
    void aPodThatWasNotScrapedYetIsNotOneWithoutFailures() throws IOException {
        Reading reading = read(recorded(), Set.of(UID, "young"));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Known.class,
                        known -> assertThat(known.counters().pods()).containsOnlyKeys(UID));
    }

    @Test
    void ofTwoThatScrapeTheSameKubeletTheNewerCounts() {
        Reading reading =
                read(
                        answer(
                                sample("a", "failed", "4", ""),
                                sample("b", "failed", "5", ""),
                                sample("a", "failed", "1000", "at"),
                                sample("b", "failed", "1010", "at")),
                        Set.of("uid-1"));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Known.class,
                        known -> {
                            assertThat(known.at()).isEqualTo(Instant.ofEpochSecond(1010));
                            assertThat(known.counters().startedAt()).isNull();
                            assertThat(known.counters().pods().get("uid-1"))
                                    .containsExactly(
                                            new ProbeCount("app", ProbeType.LIVENESS, 5, 0));
                        });
    }

    @Test
    void aScrapeOfTheFutureIsOneOfNow() {
        Reading reading =
                read(
                        answer(
                                sample("a", "failed", "4", ""),
                                sample("a", "failed", "99999999999", "at")),
                        Set.of("uid-1"));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Known.class, known -> assertThat(known.at()).isEqualTo(NOW));
    }

    @Test
    void halfAnAnswerIsNone() {
        String partial =
                answer(sample("a", "failed", "4", ""), sample("a", "failed", "1000", "at"))
                        .replace("{\"status\"", "{\"warnings\": [\"store away\"], \"status\"");

        assertThat(reason(read(partial, Set.of("uid-1")))).isEqualTo("probes.unreadable.partial");
    }

    @Test
    void nothingScrapedIsNoCountOfZero() {
        assertThat(reason(read(answer(), Set.of("uid-1"))))
                .isEqualTo("probes.unreadable.not-scraped");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "{\"data\": {\"result\": [{\"metric\": {}, \"value\": [1, \"4\"]}]}}",
                "{\"data\": {\"result\": [{\"metric\": {}, \"value\": [1, \"many\"]}]}}",
                "{\"data\": {\"result\": [{\"metric\": {}}]}}"
            })
    void whatCannotBeUnderstoodIsNoCount(String json) {
        assertThat(reason(read(json, Set.of("uid-1")))).isEqualTo("probes.unreadable.answer");
    }

    @Test
    void aCounterWhoseTimeIsMissingIsNotUnderstood() {
        assertThat(reason(read(answer(sample("a", "failed", "4", "")), Set.of("uid-1"))))
                .isEqualTo("probes.unreadable.answer");
    }

    @Test
    void nothingOfAUidBecomesPartOfTheQuestionButLettersDigitsAndDashes() {
        assertThat(PrometheusAnswer.question(Set.of("b-2", "a1", "x\"} or up{a=~\".*", "c|d")))
                .contains("pod_uid=~\"a1|b-2\"")
                .doesNotContain("up{");
    }

    private static Reading read(String json, Set<String> podUids) {
        return PrometheusAnswer.of("node-1", json, podUids, NOW);
    }

    private static String reason(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Failed.class);
        return ((Reading.Failed) reading).reason().key();
    }

    private static String recorded() throws IOException {
        return Files.readString(
                Path.of("src/test/resources/prometheus/probes.json"), StandardCharsets.UTF_8);
    }

    private static String answer(String... samples) {
        return "{\"status\": \"success\", \"data\": {\"resultType\": \"vector\", \"result\": [%s]}}"
                .formatted(String.join(",", samples));
    }

    private static String sample(String replica, String result, String value, String what) {
        return """
        {"metric": {"pod_uid": "uid-1", "container": "app", "probe_type": "Liveness",
          "result": "%s", "prometheus_replica": "%s"%s}, "value": [1000.5, "%s"]}
        """
                .formatted(
                        result,
                        replica,
                        what.isEmpty() ? "" : ", \"okiagari\": \"" + what + "\"",
                        value);
    }
}
