package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.Connection;
import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.ProcessTable;
import dev.okiagari.cluster.ProcessesRead;
import dev.okiagari.cluster.WorkloadRef;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What probes leave open, as the page, the API and the exports tell it. */
@SpringBootTest(
        classes = PagesTestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.http.codecs.max-in-memory-size=4MB")
@AutoConfigureWebTestClient(timeout = "30s")
class LivenessPageIntegrationTests {

    private static final Probe HTTP = PagesFixture.probe("httpGet /live 8080 HTTP", 0, 1);
    private static final Probe TCP = PagesFixture.probe("tcpSocket 5432", 0, 1);
    private static final Probe LATE = PagesFixture.probe("httpGet / 8080 HTTP", 15, 12);
    private static final String HOSTILE = "<script>alert(1)</script>\"'&<u>";

    @LocalServerPort int port;
    @Autowired WebTestClient client;
    @Autowired ShownCluster cluster;
    @Autowired ApplicationEventPublisher events;

    @BeforeEach
    void aCluster() {
        cluster.is(PagesFixture.lab(), PagesFixture.connected());
        cluster.show(
                pod("well", "web", HTTP, null),
                pod("late", "sleeper", LATE, null),
                pod("trap", "db", TCP, null),
                pod("half", "api", null, HTTP),
                pod("bare", "hello", null, null));
    }

    @Test
    void containersAreListedByRiskWithWhatTheyLeaveOpen() {
        assertThat(page("/liveness"))
                .containsSubsequence(
                        "href=\"/pods/test/bare-1/hello\"",
                        "No liveness probe",
                        "It can hang for ever",
                        "readinessProbe: none",
                        "https://kubernetes.io/docs/",
                        "href=\"/pods/test/trap-1/db\"",
                        "tcpSocket as liveness probe",
                        "href=\"/pods/test/half-1/api\"",
                        "Readiness probe only",
                        "href=\"/pods/test/late-1/sleeper\"",
                        "timeoutSeconds 12, periodSeconds 10",
                        "href=\"/pods/test/well-1/web\"",
                        "Nothing to advise");
        assertThat(japanese("/liveness")).contains("liveness プローブなし").contains("指摘事項はありません");
    }

    @Test
    void eachSeverityIsCountedAndLeadsToItsContainers() {
        assertThat(page("/liveness?namespace=test"))
                .contains("href=\"/liveness?namespace=test&amp;severity=high\">high 2<")
                .contains("severity=medium\">medium 1<")
                .contains("severity=low\">low 1<")
                .contains("severity=none\">none 1<");
        assertThat(page("/liveness?severity=none"))
                .contains("/pods/test/well-1/web")
                .doesNotContain("/pods/test/bare-1/hello")
                .contains("high 2<");
    }

    @Test
    void aFilterNarrowsAndSaysWhenNothingIsLeft() {
        assertThat(page("/liveness?q=SLEEP")).contains("late-1").doesNotContain("bare-1");
        assertThat(page("/liveness?rule=tcp-liveness")).contains("trap-1").doesNotContain("bare-1");
        assertThat(page("/liveness?workload=Deployment/half"))
                .contains("half-1")
                .doesNotContain("bare-1")
                .contains("name=\"workload\" value=\"Deployment/half\"");
        assertThat(page("/liveness?namespace=other"))
                .contains("No container matches this filter.")
                .contains("href=\"/liveness\"");
        assertThat(page("/liveness?severity=worse&rule=nonsense&page=99")).contains("bare-1");
    }

    @Test
    void anEmptyClusterIsToldFromOneThatHasNotAnswered() {
        cluster.show();
        assertThat(page("/liveness")).contains("No containers here yet.");
        cluster.is(null, new Connection(Connection.State.CONNECTING, PagesFixture.NOW, null));
        assertThat(page("/liveness")).contains("the cluster has not answered yet");
    }

    @Test
    void fiftyContainersAreAPage() {
        cluster.show(
                IntStream.range(0, 120)
                        .mapToObj(number -> pod("w-%03d".formatted(number), "app", null, null))
                        .toList());

        assertThat(page("/liveness"))
                .contains("w-049-1")
                .doesNotContain("w-050-1")
                .contains("Page 1 of 3, 120 containers")
                .contains("rel=\"next\" href=\"/liveness?page=2\"")
                .doesNotContain("rel=\"prev\"");
        assertThat(page("/liveness?page=3")).contains("w-119-1").doesNotContain("rel=\"next\"");
        assertThat(page("/liveness?page=-2147483648")).contains("w-000-1");
    }

    @Test
    void duringARolloutWhatOtherPodsStillHaveIsSaid() {
        PodSnapshot before = pod("web", "web", null, null);
        PodSnapshot now = newer(pod("web", "web", HTTP, null));
        cluster.show(before, now);

        assertThat(page("/liveness"))
                .contains("/pods/test/web-new/web")
                .contains("2 pods")
                .containsSubsequence(
                        "Nothing to advise",
                        "1 of 2 pods still have something else:",
                        "No liveness probe");
    }

    @Test
    void whatAnInspectionSaidOfSigtermIsAdvised() {
        PodSnapshot pod = pod("node", "node", HTTP, null);
        cluster.show(pod);
        assertThat(page("/liveness")).doesNotContain("<summary><span>SIGTERM is not handled");

        events.publishEvent(new ProcessesRead(pod, "node", node()));

        assertThat(page("/liveness"))
                .contains("<summary><span>SIGTERM is not handled")
                .contains("PID 1, as last inspected in pod node-1")
                .contains("grace: 30 s");
    }

    @Test
    void whatIsToEndByItselfIsNotAdvisedAndSaysWhy() {
        PodSnapshot job = pod("once", "once", null, null);
        cluster.show(withPolicy(job, "Never"));

        assertThat(page("/liveness"))
                .contains("Nothing to advise: it is to end by itself")
                .doesNotContain("<summary>");
    }

    @Test
    void namesOfOtherPeopleStayText() {
        cluster.show(hostile());

        assertThat(page("/liveness"))
                .doesNotContain("<script>alert")
                .doesNotContain("<u>")
                .doesNotContain("onload=\"x")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(page("/liveness?q=%3Cscript%3E%22&namespace=%22%3E%3Cu%3E"))
                .doesNotContain("<script>\"")
                .doesNotContain("<u>");
    }

    @Test
    void apiTellsTheSame() {
        client.get()
                .uri("/api/liveness?namespace=test&workload=Deployment/late")
                .header(HttpHeaders.ACCEPT_LANGUAGE, "ja")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].namespace")
                .isEqualTo("test")
                .jsonPath("$.items[0].workload.kind")
                .isEqualTo("Deployment")
                .jsonPath("$.items[0].workload.name")
                .isEqualTo("late")
                .jsonPath("$.items[0].container")
                .isEqualTo("sleeper")
                .jsonPath("$.items[0].probe.timeout")
                .isEqualTo(12)
                .jsonPath("$.items[0].findings[0].rule")
                .isEqualTo("timeout-above-period")
                .jsonPath("$.items[0].findings[0].severity")
                .isEqualTo("low")
                .jsonPath("$.items[0].findings[0].explanation.key")
                .isEqualTo("liveness.advice.timeout-above-period")
                .jsonPath("$.items[0].findings[0].explanation.text")
                .value(text -> assertThat((String) text).contains("プローブ"))
                .jsonPath("$.items[0].findings[0].evidence[0].text")
                .isEqualTo("livenessProbe: timeoutSeconds 12、periodSeconds 10")
                .jsonPath("$.next")
                .isEmpty();
    }

    @Test
    void apiGoesOnAfterACursorOfTheSameQuery() {
        String first = body("/api/liveness?limit=2");
        assertThat(first).contains("\"hello\"", "\"api\"").doesNotContain("\"sleeper\"");
        String cursor = cursor(first);

        String second = body("/api/liveness?limit=2&cursor=" + cursor);
        assertThat(second).contains("\"sleeper\"", "\"db\"").doesNotContain("\"hello\"");
        assertThat(body("/api/liveness?limit=2&cursor=" + cursor(second)))
                .contains("\"web\"", "\"next\":null");
        refused("/api/liveness?limit=2&q=e&cursor=" + cursor, "cursor");
        refused("/api/liveness?cursor=%00", "cursor");
    }

    @Test
    void apiRefusesWhatNobodyCanMean() {
        refused("/api/liveness?severity=worst", "severity");
        refused("/api/liveness?rule=none", "rule");
        refused("/api/liveness?limit=0", "limit");
        refused("/api/liveness?limit=1001", "limit");
    }

    @Test
    void sheetHasALineForEachFindingAndNoFormulas() {
        List<PodSnapshot> pods = new ArrayList<>(cluster.pods());
        pods.add(hostile());
        pods.add(pod("=cmd", "+1", null, null));
        cluster.show(pods);

        String sheet =
                Objects.requireNonNull(
                        client.get()
                                .uri("/liveness/export.csv")
                                .exchange()
                                .expectStatus()
                                .isOk()
                                .expectHeader()
                                .valueEquals(
                                        HttpHeaders.CONTENT_DISPOSITION,
                                        "attachment; filename=\"okiagari-liveness.csv\"")
                                .expectBody(String.class)
                                .returnResult()
                                .getResponseBody());

        assertThat(sheet)
                .startsWith("namespace,workload_kind,workload,container,type,image,pods,current,")
                .contains("test,Deployment,'=cmd,'+1,regular,registry.example/+1:1,1,true,high,")
                .contains("test,Deployment,well,web,regular,registry.example/web:1,1,true,none,")
                .contains("timeout-above-period")
                .contains("\"" + HOSTILE.replace("\"", "\"\"") + "\"");
        assertThat(sheet.lines()).hasSize(8);
        assertThat(body("/liveness/export.csv?severity=low").lines()).hasSize(2);
    }

    @Test
    void jsonExportHasWhatThePageHas() {
        client.get()
                .uri("/liveness/export.json?severity=high")
                .exchange()
                .expectHeader()
                .valueEquals(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"okiagari-liveness.json\"")
                .expectBody()
                .jsonPath("$.items[*].container")
                .isEqualTo(List.of("hello", "db"));
        assertThat(page("/liveness?severity=high"))
                .contains("href=\"/liveness/export.json?severity=high\"")
                .contains("href=\"/liveness/export.csv?severity=high\"");
    }

    private void refused(String path, String field) {
        client.get()
                .uri(URI.create("http://127.0.0.1:" + port + path))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    private static String cursor(String body) {
        var found = Pattern.compile("\"next\":\"([^\"]+)\"").matcher(body);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static PodSnapshot hostile() {
        return PagesFixture.pod(
                new WorkloadRef("a\" onload=\"x", HOSTILE, HOSTILE),
                HOSTILE,
                HOSTILE,
                PagesFixture.running(
                        HOSTILE,
                        0,
                        new Probes(null, PagesFixture.probe("exec " + HOSTILE, 0, 1), null)));
    }

    private static PodSnapshot pod(
            String workload,
            String container,
            @Nullable Probe liveness,
            @Nullable Probe readiness) {
        ContainerSnapshot running =
                PagesFixture.running(container, 0, new Probes(liveness, readiness, null));
        return PagesFixture.pod(workload, workload + "-1", running);
    }

    private static PodSnapshot newer(PodSnapshot pod) {
        PodRef ref = new PodRef(pod.ref().namespace(), pod.workload().name() + "-new", "uid-new");
        return as(pod, ref, pod.createdAt().plusSeconds(60), pod.restartPolicy());
    }

    private static PodSnapshot withPolicy(PodSnapshot pod, String policy) {
        return as(pod, pod.ref(), pod.createdAt(), policy);
    }

    private static PodSnapshot as(PodSnapshot pod, PodRef ref, Instant created, String policy) {
        return new PodSnapshot(
                ref,
                pod.workload(),
                pod.node(),
                pod.ip(),
                pod.phase(),
                null,
                true,
                created,
                null,
                policy,
                pod.grace(),
                false,
                false,
                false,
                null,
                null,
                null,
                "2",
                pod.containers(),
                "2");
    }

    private static ProcessTable node() {
        ContainerProcess first =
                new ContainerProcess(
                        1,
                        0,
                        "node",
                        "S",
                        "node",
                        List.of("node"),
                        1,
                        null,
                        Set.of(2),
                        Set.of(),
                        Set.of(),
                        Set.of(1000));
        return new ProcessTable("containerd://1", PagesFixture.NOW, "cat", List.of(first));
    }

    private String page(String path) {
        return page(path, "en");
    }

    private String japanese(String path) {
        return page(path, "ja");
    }

    private String body(String path) {
        return page(path, "en");
    }

    private String page(String path, String language) {
        return Objects.requireNonNull(
                client.get()
                        .uri(URI.create("http://127.0.0.1:" + port + path))
                        .header(HttpHeaders.ACCEPT_LANGUAGE, language)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody());
    }
}
