package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.Connection;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.database.Database;
import dev.okiagari.history.Restart;
import dev.okiagari.history.RestartCause;
import dev.okiagari.history.RestartSummary;
import dev.okiagari.history.Run;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@SpringBootTest(
        classes = PagesTestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.http.codecs.max-in-memory-size=4MB")
@AutoConfigureWebTestClient(timeout = "30s")
class PagesIntegrationTests {

    private static final Duration LONG = Duration.ofSeconds(30);

    @LocalServerPort int port;
    @Autowired WebTestClient client;
    @Autowired ShownCluster cluster;
    @Autowired ShownPast past;
    @Autowired Changes changes;
    @Autowired Database database;

    @BeforeEach
    void nothingYet() {
        cluster.is(PagesFixture.lab(), PagesFixture.connected());
        cluster.show();
        past.clear();
    }

    @Test
    void podsAreListedUnderTheirWorkloadWithTheirProbes() {
        cluster.show(
                PagesFixture.pod(
                        "hello",
                        "hello-1",
                        PagesFixture.running(
                                "web", 0, new Probes(PagesFixture.LIVENESS, null, null))));

        assertThat(page("/"))
                .contains("Deployment")
                .contains(">hello</a>")
                .contains("href=\"/pods/test/hello-1/web\"")
                .contains("title=\"liveness: httpGet / 8080 HTTP\">L<")
                .contains("1 pod")
                .contains("none in trouble")
                .contains(">not in these pods<");
    }

    @Test
    void aMissingLivenessProbeIsMarkedInWords() {
        cluster.show(
                PagesFixture.pod("hello", "hello-1", PagesFixture.running("web", 0, Probes.NONE)));

        assertThat(page("/"))
                .contains("aria-label=\"No liveness probe: nothing notices when it hangs\"");
    }

    @Test
    void aContainerThatIsHeldBackSaysWhenTheNextTryIs() {
        cluster.show(PagesFixture.pod("loop", "loop-1", PagesFixture.heldBack("loop", 5)));

        assertThat(page("/"))
                .contains("held back after ending too often")
                .contains("data-show=\"countdown\"")
                .contains("datetime=\"2026-11-23T12:00:40Z\"");
    }

    @Test
    void restartsShowTheirNumberTheirHoursAndTheNewestCause() {
        PodSnapshot pod =
                PagesFixture.pod("hello", "hello-1", PagesFixture.running("web", 9, Probes.NONE));
        cluster.show(pod);
        List<Integer> hours = new ArrayList<>(Collections.nCopies(24, 0));
        hours.set(23, 4);
        past.summaries.put(
                new ContainerRef(pod.ref(), "web"),
                new RestartSummary(
                        hours,
                        new RestartSummary.Newest(PagesFixture.NOW, RestartCause.OOM, null)));

        assertThat(page("/"))
                .contains("4 restarts in the last 24 hours, by hour")
                .contains("d=\"M92 16v-16h3v16z\"")
                .contains("mark-oom")
                .contains("4 restarts in the last hour");
    }

    @Test
    void whatAPodDidThatIsGoneStaysItsWorkloads() {
        PodSnapshot pod =
                PagesFixture.pod("hello", "hello-2", PagesFixture.running("web", 0, Probes.NONE));
        cluster.show(pod);
        List<Integer> hours = new ArrayList<>(Collections.nCopies(24, 0));
        hours.set(23, 2);
        past.gone.put(
                pod.workload(),
                new RestartSummary(
                        hours,
                        new RestartSummary.Newest(PagesFixture.NOW, RestartCause.OOM, null)));

        assertThat(page("/"))
                .contains("2 restarts in the last 24 hours, by hour")
                .contains("mark-oom")
                .contains("2 restarts in the last hour")
                .contains(">0</span>")
                .doesNotContain("not in these pods");
    }

    @Test
    void aRestartBeforeTheHistoryBeganIsNotCalledNever() {
        PodSnapshot pod =
                PagesFixture.pod(
                        "hello",
                        "hello-1",
                        PagesFixture.container(
                                "web",
                                2,
                                true,
                                new dev.okiagari.cluster.ContainerState.Running(null),
                                null,
                                Probes.NONE));
        cluster.show(pod);

        assertThat(page("/"))
                .contains("before Okiagari watched")
                .doesNotContain("not in these pods");
    }

    @Test
    void aDatabaseThatIsAwayIsSaidOnEachPageUntilItIsBack() {
        assertThat(page("/")).doesNotContain("The database has been away since");
        database.failed(
                Database.Use.RECORDING,
                new SQLException("could not extend file: No space left on device", "53100"));
        try {
            assertThat(page("/"))
                    .contains("The database has been away since")
                    .contains("Its disk is full: could not extend file: No space left on device");
            assertThat(japanese("/")).contains("データベースを使用できません").contains("ディスクがいっぱいです");
        } finally {
            database.worked(Database.Use.RECORDING);
        }
        assertThat(page("/")).doesNotContain("The database has been away since");
    }

    @Test
    void namesOfOtherPeopleStayText() {
        String hostile = "<script>alert(1)</script>\"'&<u>";
        cluster.show(
                PagesFixture.pod(
                        new WorkloadRef("a\" onload=\"x", hostile, hostile),
                        hostile,
                        hostile,
                        PagesFixture.running(hostile, 0, Probes.NONE)));

        assertThat(page("/"))
                .doesNotContain("<script>alert")
                .doesNotContain("<u>")
                .doesNotContain("onload=\"x")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(page("/?q=" + "%3Cscript%3E%22")).doesNotContain("<script>\"");
    }

    @Test
    void aFilterNarrowsAndSaysWhenNothingIsLeft() {
        cluster.show(
                PagesFixture.pod("one", "one-1", PagesFixture.running("a", 0, Probes.NONE)),
                PagesFixture.pod("two", "two-1", PagesFixture.heldBack("b", 3)));

        assertThat(page("/?q=ONE")).contains("one-1").doesNotContain("two-1");
        assertThat(page("/?trouble=true")).contains("two-1").doesNotContain("one-1");
        assertThat(page("/?namespace=test")).contains("one-1").contains("two-1");
        assertThat(page("/?namespace=other")).contains("No pod matches this filter.");
    }

    @Test
    void troubleComesFirst() {
        cluster.show(
                PagesFixture.pod("a", "a-1", PagesFixture.running("a", 0, Probes.NONE)),
                PagesFixture.pod("z", "z-1", PagesFixture.heldBack("z", 3)));

        assertThat(page("/")).containsSubsequence("z-1", "a-1");
    }

    @Test
    void anEmptyClusterIsToldFromOneThatHasNotAnswered() {
        assertThat(page("/")).contains("No pods here yet.");
        cluster.is(null, new Connection(Connection.State.CONNECTING, PagesFixture.NOW, null));
        assertThat(page("/")).contains("No pods are known: the cluster has not answered yet.");
    }

    @Test
    void aLostConnectionIsSaidWithItsReasonAndSince() {
        cluster.is(
                PagesFixture.lab(),
                new Connection(
                        Connection.State.DISCONNECTED,
                        PagesFixture.NOW,
                        Message.of("web.state.pod", "connection refused")));

        assertThat(page("/"))
                .contains("Disconnected from the cluster since")
                .contains("2026-11-23 12:00:00 UTC")
                .contains("connection refused");
    }

    @Test
    void pagesOfTenThousandPodsAreSmallAndLinked() {
        cluster.show(tenThousand());

        String first = page("/");
        assertThat(first.split("<tbody")).hasSize(51);
        assertThat(first).contains("Page 1 of 50, 2,500 workloads").contains("href=\"/?page=2\"");
        assertThat(page("/?page=50")).contains("Page 50 of 50").doesNotContain("rel=\"next\"");
        assertThat(page("/?page=999")).contains("Page 50 of 50");
    }

    @Test
    void aWorkloadOfManyPodsShowsTheFirstAndLinksToAll() {
        List<PodSnapshot> pods = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pods.add(
                    PagesFixture.pod(
                            "wide", "wide-" + i, PagesFixture.running("w", 0, Probes.NONE)));
        }
        cluster.show(pods);

        assertThat(page("/")).contains("17 more pods");
        assertThat(page("/?namespace=test&workload=Deployment/wide"))
                .contains("wide-19")
                .doesNotContain("more pods");
    }

    @Test
    void japaneseIsSpokenToThoseWhoAskForIt() {
        String page =
                Objects.requireNonNull(
                        client.get()
                                .uri("/")
                                .header(HttpHeaders.ACCEPT_LANGUAGE, "ja")
                                .exchange()
                                .expectStatus()
                                .isOk()
                                .expectBody(String.class)
                                .returnResult()
                                .getResponseBody());

        assertThat(page).contains("lang=\"ja\"").contains("Pod はまだありません。").doesNotContain("??");
    }

    @Test
    void theThemeOfTheCookieIsOnTheRoot() {
        client.get()
                .uri("/")
                .cookie("theme", "dark")
                .exchange()
                .expectBody(String.class)
                .value(body -> assertThat(body).contains("data-theme=\"dark\""));
        client.get()
                .uri("/")
                .cookie("theme", "dark-or-so")
                .exchange()
                .expectBody(String.class)
                .value(body -> assertThat(body).contains("data-theme=\"auto\""));
    }

    @Test
    void noPageHasInlineStyleOrScript() {
        cluster.show(PagesFixture.pod("loop", "loop-1", PagesFixture.heldBack("loop", 5)));
        for (String path : List.of("/", "/restarts", "/pods/test/loop-1/loop")) {
            assertThat(page(path))
                    .doesNotContain(" style=")
                    .doesNotContain("<style")
                    .doesNotContainPattern("<script(?! type=\"module\" src=)")
                    .doesNotContainPattern(" on[a-z]+=")
                    .doesNotContain("??");
        }
    }

    @Test
    void aContainerIsSpelledOut() {
        cluster.show(
                PagesFixture.pod(
                        "hello",
                        "hello-1",
                        PagesFixture.running(
                                "web", 2, new Probes(PagesFixture.LIVENESS, null, null))));

        assertThat(page("/pods/test/hello-1/web"))
                .contains("Running and ready")
                .contains(">a096e941cafe<")
                .contains("data-copy=\"containerd://a096e941cafe0123456789\"")
                .contains("first after 15 s, every 10 s, times out after 12 s")
                .contains("No startup probe")
                .contains("uid-hello-hello-1");
    }

    @Test
    void aContainerThatIsNotThereIsNotFound() {
        client.get()
                .uri("/pods/test/none/web")
                .header(HttpHeaders.ACCEPT, "text/html")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody(String.class)
                .value(body ->
                        assertThat(body)
                                .contains("There is no such page")
                                .contains("Look for its workload among the pods")
                                .doesNotContain("??"));
    }

    @Test
    void restartsAreListedPageByPage() {
        PodSnapshot pod =
                PagesFixture.pod("hello", "hello-1", PagesFixture.running("web", 3, Probes.NONE));
        for (int i = 1; i <= 3; i++) {
            past.restarts.add(
                    PagesTestApplication.restart(i, pod, RestartCause.LIVENESS, "r<" + i));
        }

        assertThat(page("/restarts"))
                .contains("liveness probe")
                .contains("r&lt;2")
                .doesNotContain("r&lt;3")
                .contains("href=\"/restarts?cursor=2\"");
        assertThat(page("/restarts?cursor=2")).contains("r&lt;3").contains("Newest");
        assertThat(page("/restarts?cause=oom&namespace=a%26b")).contains("value=\"a&amp;b\"");
        assertThat(Objects.requireNonNull(past.asked).cause()).isEqualTo("oom");
    }

    @Test
    void aRunShowsItsLastWordsEscaped() {
        PodSnapshot pod =
                PagesFixture.pod("hello", "hello-1", PagesFixture.running("web", 1, Probes.NONE));
        cluster.show(pod);
        past.runs.add(
                run(pod, "<b>bye</b>", "\u001b[31mERROR\u001b[0m <script>\u202e\u0007", null));

        assertThat(page("/pods/test/hello-1/web"))
                .contains("<summary>Last words</summary>")
                .contains("<pre>&lt;b&gt;bye&lt;/b&gt;</pre>")
                .contains(">ERROR &lt;script&gt;\\u202e\\u0007</pre>")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
    }

    @Test
    void aRunWithoutLastWordsSaysWhy() {
        PodSnapshot pod =
                PagesFixture.pod("hello", "hello-1", PagesFixture.running("web", 1, Probes.NONE));
        cluster.show(pod);
        past.runs.add(run(pod, null, null, Message.of("history.words.denied", "test")));
        past.runs.add(run(pod, null, "", null));

        assertThat(page("/pods/test/hello-1/web"))
                .contains("does not grant get on pods/log in namespace test")
                .contains("It wrote nothing to its log");
    }

    @Test
    void aRestartHasAPageThatOutlivesItsPod() {
        PodSnapshot pod =
                PagesFixture.pod("gone", "gone-1", PagesFixture.running("web", 1, Probes.NONE));
        Restart restart = PagesTestApplication.restart(7, pod, RestartCause.CRASH, "boom");
        past.restarts.add(restart);
        past.runs.add(run(pod, null, "the end", null));

        assertThat(page("/restarts")).contains("href=\"/restarts/" + restart.id() + "\"");
        assertThat(page("/restarts/" + restart.id()))
                .contains("Restart 7 of web")
                .contains("boom")
                .contains("the end</pre>");
        client.get()
                .uri("/restarts/none")
                .header(HttpHeaders.ACCEPT, "text/html")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private static Run run(
            PodSnapshot pod,
            @Nullable String message,
            @Nullable String log,
            @Nullable Message note) {
        return new Run(
                "1",
                pod.workload(),
                new ContainerRef(pod.ref(), "web"),
                0,
                "containerd://old",
                PagesFixture.NOW,
                null,
                PagesFixture.NOW.plusSeconds(9),
                1,
                "Error",
                message,
                log,
                note);
    }

    @Test
    void noRestartsIsGood() {
        assertThat(page("/restarts")).contains("No restarts. Good.");
    }

    @Test
    void theStreamSendsOnlyWhatHasChangedSinceThePageWasDrawn() {
        PodSnapshot calm =
                PagesFixture.pod("calm", "calm-1", PagesFixture.running("c", 0, Probes.NONE));
        cluster.show(
                calm,
                PagesFixture.pod("loop", "loop-1", PagesFixture.running("l", 0, Probes.NONE)));
        Flux<String> stream = stream(liveOf(page("/")));

        StepVerifier.create(stream)
                .assertNext(first -> assertThat(first).contains("#totals").doesNotContain("<tr"))
                .then(() -> {
                    cluster.show(
                            calm,
                            PagesFixture.pod("loop", "loop-1", PagesFixture.heldBack("l", 1)));
                    changes.happened();
                })
                .assertNext(next ->
                        assertThat(next)
                                .contains("hx-swap=\"outerMorph\"")
                                .contains("held back")
                                .doesNotContain("calm-1"))
                .thenCancel()
                .verify(LONG);
    }

    @Test
    void newWorkloadsAreAnnouncedAndThoseThatWentStayWhereTheyWere() {
        cluster.show(PagesFixture.pod("old", "old-1", PagesFixture.running("o", 0, Probes.NONE)));
        Flux<String> stream = stream(liveOf(page("/")));

        StepVerifier.create(stream)
                .expectNextCount(1)
                .then(() -> {
                    cluster.show(
                            PagesFixture.pod(
                                    "new", "new-1", PagesFixture.running("n", 0, Probes.NONE)));
                    changes.happened();
                })
                .assertNext(next ->
                        assertThat(next)
                                .contains("1 new workload, show")
                                .contains("class=\"gone\"")
                                .doesNotContain("new-1"))
                .thenCancel()
                .verify(LONG);
    }

    @Test
    void aStreamWhosePageIsNotKnownSendsAllRows() {
        cluster.show(PagesFixture.pod("old", "old-1", PagesFixture.running("o", 0, Probes.NONE)));

        StepVerifier.create(stream("/live/pods?drawn=unknown"))
                .assertNext(first -> assertThat(first).contains("old-1"))
                .thenCancel()
                .verify(LONG);
    }

    @Test
    void theStreamOfAContainerSaysWhenItIsGone() {
        cluster.show(PagesFixture.pod("loop", "loop-1", PagesFixture.heldBack("loop", 5)));

        StepVerifier.create(stream("/live/container?namespace=test&pod=loop-1&container=loop"))
                .assertNext(first -> assertThat(first).contains("held back"))
                .then(() -> {
                    cluster.show();
                    changes.happened();
                })
                .thenConsumeWhile(html -> html.contains("held back"))
                .assertNext(next -> assertThat(next).contains("This container is gone"))
                .thenCancel()
                .verify(LONG);
    }

    private String page(String path) {
        return page(path, "en");
    }

    private String japanese(String path) {
        return page(path, "ja");
    }

    private String page(String path, String language) {
        return Objects.requireNonNull(
                client.get()
                        .uri(java.net.URI.create("http://127.0.0.1:" + port + path))
                        .header(HttpHeaders.ACCEPT_LANGUAGE, language)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody());
    }

    private Flux<String> stream(String path) {
        return client.get()
                .uri(java.net.URI.create("http://127.0.0.1:" + port + path))
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody();
    }

    private static String liveOf(String page) {
        String start = "hx-sse:connect=\"";
        int from = page.indexOf(start) + start.length();
        return page.substring(from, page.indexOf('"', from)).replace("&amp;", "&");
    }

    private static List<PodSnapshot> tenThousand() {
        List<PodSnapshot> pods = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            int workload = i % 2500;
            pods.add(
                    PagesFixture.pod(
                            new WorkloadRef("ns-" + workload % 40, "Deployment", "app-" + workload),
                            "app-" + workload + "-7d9c5b8f6-" + i,
                            "node-" + i % 100,
                            PagesFixture.running("app", i % 3, Probes.NONE)));
        }
        return pods;
    }
}
