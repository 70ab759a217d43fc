package dev.okiagari.contract;

import static dev.okiagari.contract.Faults.request;
import static dev.okiagari.contract.Faults.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The dashboard and the alerts ask for what a running Okiagari tells. */
class MonitoringTests {

    private static final Path MONITORING = Path.of("deploy", "monitoring");

    /** What Prometheus makes itself. */
    private static final String UP = "up";

    /** A name with labels or a range behind it, or one of ours or the JVM's anywhere. */
    private static final Pattern METRIC =
            Pattern.compile(
                    "\\b(?:[a-zA-Z_:][a-zA-Z0-9_:]*(?=\\s*[\\[{])|(?:okiagari|jvm|process)_\\w+)");

    private static final Pattern TOLD = Pattern.compile("(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)[ {]");

    /** They are there once something of their kind has happened. */
    private static final List<String> AFTER_SOMETHING =
            List.of(
                    "okiagari_restarts_total",
                    "okiagari_restarts_lag_seconds_bucket",
                    "okiagari_probe_failures_total",
                    "okiagari_experiments_total",
                    "okiagari_experiments_injection_seconds_bucket");

    private static Okiagari okiagari;
    private static Set<String> told;

    /** The practice cluster has a container that crashes, and one whose probe fails. */
    @BeforeAll
    static void letSomethingHappen() {
        okiagari = Okiagari.practising(Okiagari.directory("monitoring"));
        knockOver(okiagari.api());
        told =
                await("something of each kind has happened")
                        .atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(500))
                        .until(
                                () -> names(okiagari.api()),
                                names -> names.containsAll(AFTER_SOMETHING));
    }

    private static void knockOver(Api api) {
        JsonNode pod =
                await("a pod to knock over")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> ready(api), found -> !found.isMissingNode());
        api.experimented(
                request(
                        Map.of(
                                "namespace", "practice",
                                "pod", pod.path("name").asString(),
                                "podUid", pod.path("uid").asString(),
                                "container", pod.at("/containers/0/name").asString()),
                        signal("TERM")));
    }

    @AfterAll
    static void stop() {
        if (okiagari != null) {
            okiagari.close();
        }
    }

    private static JsonNode ready(Api api) {
        return api.list("/api/pods", Map.of("namespace", "practice")).stream()
                .filter(pod -> pod.at("/workload/name").asString().equals("hello-sinatra"))
                .filter(pod -> pod.path("ready").asBoolean())
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    private static Set<String> names(Api api) {
        return TOLD.matcher(api.metrics())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dashboard.json", "alerts.yaml"})
    void whatIsAskedForIsTold(String file) throws IOException {
        assertThat(expressions(file).flatMap(MonitoringTests::metrics).distinct())
                .isNotEmpty()
                .filteredOn(name -> !name.equals(UP))
                .isSubsetOf(told);
    }

    @Test
    void aNameThatNobodyTellsWouldBeFound() {
        assertThat(metrics("sum(rate(okiagari_restarted_total[5m])) + other{job=\"a\"} + jvm_x"))
                .containsExactly("okiagari_restarted_total", "other", "jvm_x");
    }

    @Test
    void theDashboardTakesWhicheverPrometheusThereIs() throws IOException {
        JsonNode dashboard = dashboard();

        assertThat(dashboard.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(38);
        assertThat(dashboard.at("/templating/list/0/type").asString()).isEqualTo("datasource");
        assertThat(dashboard.findValues("datasource"))
                .isNotEmpty()
                .allSatisfy(source ->
                        assertThat(source.path("uid").asString()).isEqualTo("${datasource}"));
    }

    @Test
    void everyPanelHasATitleAndAPlaceOfItsOwn() throws IOException {
        List<JsonNode> panels = Api.items(dashboard().path("panels"));

        assertThat(panels).allMatch(panel -> !panel.path("title").asString().isBlank());
        assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels)
                .extracting(panel -> panel.at("/gridPos/x") + " " + panel.at("/gridPos/y"))
                .doesNotHaveDuplicates();
    }

    private static JsonNode dashboard() throws IOException {
        return Api.JSON.readTree(Files.readString(MONITORING.resolve("dashboard.json")));
    }

    private static Stream<String> expressions(String file) throws IOException {
        return file.endsWith(".json")
                ? dashboard().findValues("expr").stream().map(JsonNode::asString)
                : Files.readAllLines(MONITORING.resolve(file)).stream()
                        .map(String::strip)
                        .filter(line -> line.startsWith("expr:"))
                        .map(line -> line.substring("expr:".length()));
    }

    private static Stream<String> metrics(String expression) {
        return METRIC.matcher(expression).results().map(MatchResult::group);
    }
}
