package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.availability.Address;
import dev.okiagari.availability.AvailabilityCheck;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.cluster.ProcessTable;
import dev.okiagari.cluster.WatchProblem;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.ExperimentChanged;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.Option;
import dev.okiagari.experiment.Outcome;
import dev.okiagari.experiment.Refused;
import dev.okiagari.experiment.StartResult;
import dev.okiagari.history.Gap;
import dev.okiagari.history.GapReason;
import dev.okiagari.history.ProbeFailure;
import dev.okiagari.history.RestartCause;
import dev.okiagari.probes.Counting;
import dev.okiagari.replica.Recorders;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.AuditEntry;
import dev.okiagari.safety.Guard;
import dev.okiagari.safety.HaltChanged;
import dev.okiagari.safety.HaltState;
import dev.okiagari.safety.Permission;
import dev.okiagari.safety.Refusal;
import dev.okiagari.safety.Rights;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** From a look into a container to the report of an experiment, without script. */
@SpringBootTest(
        classes = PagesTestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.http.codecs.max-in-memory-size=4MB")
@AutoConfigureWebTestClient(timeout = "30s")
class ExperimentsPageIntegrationTests {

    private static final Actor SOMEBODY = new Actor("tester", null, "none", Rights.ALL);

    @LocalServerPort int port;
    @Autowired WebTestClient client;
    @Autowired ShownCluster cluster;
    @Autowired ShownPast past;
    @Autowired ShownCounts counts;
    @Autowired ShownBench bench;
    @Autowired ApplicationEventPublisher events;

    private final PodSnapshot pod =
            PagesFixture.pod("hello", "hello-1", PagesFixture.running("web", 3, Probes.NONE));

    @BeforeEach
    void onePodAndNothingDone() {
        cluster.is(PagesFixture.lab(), PagesFixture.connected());
        cluster.show(pod);
        past.clear();
        bench.clear();
        events.publishEvent(new HaltChanged(bench.halt(), SOMEBODY));
    }

    @Test
    void signalsAreOfferedOnlyAfterALook() {
        bench.deletion = ExperimentsFixture.option(new Fault.DeletePod(null), Outcome.REPLACED);
        cluster.show(
                PagesFixture.pod(
                        "other",
                        "other-1",
                        new ContainerSnapshot(
                                "web",
                                ContainerType.REGULAR,
                                "registry.example/web:1",
                                "containerd://never-looked-into",
                                0,
                                true,
                                true,
                                new ContainerState.Running(PagesFixture.NOW),
                                null,
                                Probes.NONE)));

        assertThat(page("/pods/test/other-1/web"))
                .contains("action=\"/pods/test/other-1/web/inspect\"")
                .contains("shows up in the cluster&#39;s audit log")
                .contains("data-shows=\"sure-delete-pod\"")
                .doesNotContain("SIGTERM");
        assertThat(bench.lookedInto).isEmpty();
    }

    @Test
    void aLookShowsProcessesAndWhatTheyWillDo() {
        bench.options.add(ExperimentsFixture.option(ExperimentsFixture.TERM, Outcome.RESTARTED));
        bench.reading =
                new ProcessReading.Known(
                        new ProcessTable(
                                "containerd://a096e941cafe0123456789",
                                PagesFixture.NOW,
                                "shell",
                                List.of(
                                        ExperimentsFixture.process(1, 0, "puma <b>"),
                                        ExperimentsFixture.process(7, 1, "worker"))));

        post("/pods/test/hello-1/web/inspect", form())
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location("/pods/test/hello-1/web#faults");

        assertThat(bench.lookedInto).hasSize(1);
        assertThat(page("/pods/test/hello-1/web"))
                .contains("puma &lt;b&gt;")
                .contains("class=\"primary\"")
                .contains("INT, TERM")
                .contains("id=\"sure-signal-TERM\"")
                .contains("The image has neither a shell nor a kill program.")
                .contains("Earlier times (5): 3.1 – 4.4 s.")
                .contains("value=\"containerd://a096e941cafe0123456789\"");
    }

    @Test
    void whatCannotWorkCannotBePressedAndSaysWhy() {
        bench.options.add(ExperimentsFixture.option(ExperimentsFixture.TERM, Outcome.IMPOSSIBLE));
        bench.options.add(
                ExperimentsFixture.option(
                        new Fault.DeletePod(null),
                        Outcome.REPLACED,
                        new Refusal(
                                Guard.PROTECTED_NAMESPACE,
                                Message.of("safety.guard.protected-namespace", "test"))));
        look();

        assertThat(page("/pods/test/hello-1/web"))
                .contains("<button type=\"button\" disabled")
                .contains("Namespace test is protected by")
                .doesNotContain("id=\"sure-signal-TERM\"")
                .doesNotContain("id=\"sure-delete-pod\"");
    }

    @Test
    void aContainerThatCouldNotBeReadSaysWhy() {
        bench.reading =
                new ProcessReading.Unknown(Message.of("cluster.processes.denied", "forbidden"));
        look();

        assertThat(page("/pods/test/hello-1/web")).contains("forbidden").contains("Inspect again");
    }

    @Test
    void aFormStartsWhatWasSeenAndLeadsToIt() {
        bench.answer = new StartResult.Started(ExperimentsFixture.running(pod));

        post("/experiments", form("confirm", "final", "typed", " hello ", "seconds", ""))
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location("/experiments/" + ExperimentsFixture.ID);

        assertThat(bench.asked)
                .singleElement()
                .satisfies(asked -> {
                    assertThat(asked.podUid()).isEqualTo("uid-hello-hello-1");
                    assertThat(asked.containerId()).isEqualTo("containerd://seen");
                    assertThat(asked.fault()).isEqualTo(ExperimentsFixture.TERM);
                    assertThat(asked.confirmed()).isEqualTo(Set.of(Guard.FINAL));
                    assertThat(asked.dryRun()).isFalse();
                });
    }

    @Test
    void aRefusalIsSaidBesideTheFormWhichKeepsWhatWasFilledIn() {
        Refusal refusal =
                new Refusal(
                        Guard.LAST_READY_REPLICA,
                        Message.of("safety.guard.last-ready-replica", "hello"));
        bench.options.add(
                ExperimentsFixture.option(new Fault.Suspend(30, null), Outcome.SUSPENDED, refusal));
        look();
        bench.answer = new Refused.Guarded(List.of(refusal));

        String answer =
                text(
                        post(
                                "/experiments",
                                form("type", "suspend", "signal", "", "seconds", "47")),
                        HttpStatus.CONFLICT);

        assertThat(answer)
                .contains("role=\"alert\"")
                .contains("It is the last ready pod of hello")
                .contains("Nothing was done.")
                .contains("name=\"seconds\"")
                .contains("value=\"47\"")
                .contains("value=\"last-ready-replica\"");
    }

    @Test
    void whoOverrulesAGuardTypesTheWorkloadsName() {
        bench.options.add(lastReady());
        look();

        assertThat(page("/pods/test/hello-1/web"))
                .contains("type=\"hidden\" name=\"confirm\" value=\"last-ready-replica\"")
                .contains("for=\"typed-delete-pod\">Type hello to go on</label>")
                .contains("id=\"typed-delete-pod\" data-types=\"hello\"")
                .contains("It is the last ready pod of hello")
                .doesNotContain("type=\"checkbox\"")
                .doesNotContain("aria-invalid");
    }

    @Test
    void whatIsTypedWrongIsSaidBesideItsFieldAndNothingIsLost() {
        bench.options.add(lastReady());
        look();

        for (String typed : List.of("", "hello-1", "Hello")) {
            String answer =
                    text(
                            post(
                                    "/experiments",
                                    form(
                                            "type",
                                            "delete-pod",
                                            "signal",
                                            "",
                                            "graceSeconds",
                                            "7",
                                            "confirm",
                                            "last-ready-replica",
                                            "typed",
                                            typed)),
                            HttpStatus.BAD_REQUEST);

            assertThat(answer)
                    .contains("This is not hello. Type the workload&#39;s name exactly")
                    .contains("Nothing was done.")
                    .contains("aria-invalid=\"true\"")
                    .contains("aria-describedby=\"typed-delete-pod-why typed-delete-pod-wrong\"")
                    .contains("id=\"typed-delete-pod-wrong\"")
                    .contains("data-types=\"hello\"")
                    .contains("value=\"" + typed + "\"")
                    .contains("name=\"graceSeconds\" min=\"0\" max=\"3600\"")
                    .contains("value=\"7\"");
        }
        assertThat(bench.asked).isEmpty();
    }

    @Test
    void nothingIsTypedWhereNoGuardIsOverruled() {
        bench.options.add(ExperimentsFixture.option(ExperimentsFixture.TERM, Outcome.RESTARTED));
        look();

        assertThat(page("/pods/test/hello-1/web"))
                .contains("id=\"sure-signal-TERM\"")
                .doesNotContain("name=\"typed\"");
    }

    @Test
    void namesOfOthersAreNoMarkup() {
        PodSnapshot hostile =
                PagesFixture.pod("<i>'{0}", "hello-1", PagesFixture.running("web", 3, Probes.NONE));
        cluster.show(hostile);
        bench.options.add(lastReady());
        look();

        assertThat(page("/pods/test/hello-1/web"))
                .contains("Type &lt;i&gt;&#39;{0} to go on")
                .contains("data-types=\"&lt;i&gt;&#39;{0}\"")
                .doesNotContain("<i>");
    }

    @Test
    void permissionsAreListedWithWhatDoesNotWorkWithoutThem() {
        bench.permissions.add(new Permission(null, "list", "pods", Permission.State.ALLOWED, null));
        bench.permissions.add(
                new Permission(
                        "test",
                        "create",
                        "pods/exec",
                        Permission.State.DENIED,
                        Message.of("safety.needs.evict")));
        bench.permissions.add(
                new Permission(
                        "test",
                        "get",
                        "pods/log",
                        Permission.State.UNKNOWN,
                        Message.of("safety.needs.log")));

        assertThat(page("/permissions"))
                .containsSubsequence(
                        "1 of 3 are held",
                        "pods/exec",
                        "no",
                        "Pods cannot be evicted.",
                        "pods/log",
                        "not known",
                        "are not kept",
                        "All namespaces",
                        "1 of 1 held",
                        "list",
                        "pods",
                        "yes",
                        "test",
                        "0 of 2 held");
        assertThat(page("/permissions?namespace=test"))
                .contains("value=\"test\"")
                .doesNotContain(">yes</td>");
        assertThat(page("/audit")).contains("href=\"/permissions\"");
    }

    @Test
    void whereAllPermissionsAreHeldASentenceSaysSo() {
        bench.permissions.add(new Permission(null, "list", "pods", Permission.State.ALLOWED, null));

        assertThat(page("/permissions"))
                .contains("All 1 permissions that Okiagari uses are held.")
                .doesNotContain("id=\"missing\"");
    }

    @Test
    void permissionsPageSaysWhichOfSeveralReplicasRecordsAndSinceWhen() {
        assertThat(page("/permissions")).doesNotContain("id=\"replica\"");

        bench.replica =
                new Recorders.View("okiagari-a", false, "okiagari-<b>", PagesFixture.NOW, null);
        assertThat(page("/permissions"))
                .containsSubsequence(
                        "This replica",
                        "okiagari-a",
                        "It follows",
                        "Records",
                        "okiagari-&lt;b&gt;",
                        "Elected",
                        "datetime=\"" + PagesFixture.NOW)
                .doesNotContain(">Problem<");
    }

    @Test
    void permissionsPageSaysWhyNoReplicaRecords() {
        bench.replica = new Recorders.View("okiagari-a", false, null, null, "403 <i>leases</i>");

        assertThat(page("/permissions"))
                .containsSubsequence(
                        "Nobody is known to.", "Problem", "403 &lt;i&gt;leases&lt;/i&gt;")
                .doesNotContain(">Elected<");
    }

    private static Option lastReady() {
        return ExperimentsFixture.option(
                new Fault.DeletePod(null),
                Outcome.REPLACED,
                new Refusal(
                        Guard.LAST_READY_REPLICA,
                        Message.of("safety.guard.last-ready-replica", "hello")));
    }

    @Test
    void aRefusalSpeaksThePagesLanguage() {
        bench.answer = new Refused.Gone(Message.of("experiment.refused.deleting", "hello-1"));

        String answer =
                Objects.requireNonNull(
                        client.post()
                                .uri(uri("/experiments"))
                                .header(HttpHeaders.ACCEPT_LANGUAGE, "ja")
                                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                                .body(BodyInserters.fromFormData(form()))
                                .exchange()
                                .expectStatus()
                                .isNotFound()
                                .expectBody(String.class)
                                .returnResult()
                                .getResponseBody());

        assertThat(answer).contains("lang=\"ja\"").contains("何も行われていません。");
    }

    @Test
    void aNumberThatIsNoneIsRefusedWithoutAsking() {
        String answer =
                text(
                        post("/experiments", form("type", "suspend", "seconds", "soon")),
                        HttpStatus.BAD_REQUEST);

        assertThat(answer).contains("role=\"alert\"");
        assertThat(bench.asked).isEmpty();
    }

    @Test
    void theQuestionIsAPageOfItsOwnToo() {
        bench.options.add(ExperimentsFixture.option(ExperimentsFixture.TERM, Outcome.RESTARTED));
        look();

        assertThat(
                        page(
                                "/experiments/new?namespace=test&pod=hello-1&container=web&type=signal&signal=TERM"))
                .contains("SIGTERM")
                .contains("hello-1")
                .contains("action=\"/experiments\"");
    }

    @Test
    void anExperimentTellsWhatHappenedAndWhatItRestsOn() {
        bench.experiments.add(ExperimentsFixture.restarted(pod, true, "<script>alert(1)</script>"));

        assertThat(page("/experiments/" + ExperimentsFixture.ID))
                .contains("SIGTERM to PID 1 of web in test")
                .contains("Restarted. Ready again 1.9 s after the signal.")
                .contains("As forecast.")
                .contains("Recovery: 1.9 s")
                .contains("<rect class=\"phase-exit\" x=\"0.0%\" y=\"0\" width=\"25.0%\"")
                .contains("<rect class=\"phase-start\" x=\"25.0%\" y=\"0\" width=\"75.0%\"")
                .contains("by the cluster&#39;s clock, resolution 1 s")
                .contains("2323131fdead")
                .contains("a096e941cafe")
                .contains("exit code 143 (Error)")
                .contains("12:00:00.085 UTC")
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("form=\"stop\"");
    }

    @Test
    void whatAnHttpClientSawIsDrawnOnTheAxisOfThePhases() {
        bench.experiments.add(
                ExperimentsFixture.watched(
                        ExperimentsFixture.restarted(pod, true, ""),
                        ExperimentsFixture.seen(true)));

        // From 1 s before the injection to 2.5 s after it: 3.5 s.
        assertThat(page("/experiments/" + ExperimentsFixture.ID))
                .contains("1.5 s down · 3 of 8 requests failed · p95 4 ms")
                .contains("GET :8080/up every 500 ms")
                .containsSubsequence("refused</span> <span>2", "timed out</span> <span>1")
                .contains("<rect class=\"phase-exit\" x=\"28.57%\" y=\"0\" width=\"13.57%\"")
                .contains("<line class=\"at\" x1=\"28.57%\" x2=\"28.57%\"")
                .contains("<rect class=\"down\" x=\"28.57%\" y=\"0\" width=\"42.86%\"")
                .contains("href=\"#m-good\" class=\"mark-good\" x=\"0.00%\"")
                .contains("href=\"#m-bad\" class=\"mark-bad\" x=\"28.57%\"")
                .contains("href=\"#m-good\" class=\"mark-good\" x=\"100.00%\"")
                .contains("text-anchor=\"middle\">0.0 s<")
                .doesNotContain("style=")
                .doesNotContain("not watched to the end");
    }

    @Test
    void whatWasNotWatchedToTheEndSaysSo() {
        Experiment ended = ExperimentsFixture.restarted(pod, true, "");
        bench.experiments.add(ExperimentsFixture.watched(ended, ExperimentsFixture.seen(false)));
        assertThat(page("/experiments/" + ExperimentsFixture.ID))
                .contains("Availability was not watched to the end.");

        bench.experiments.set(0, ExperimentsFixture.watched(ended, null));
        assertThat(page("/experiments/" + ExperimentsFixture.ID))
                .contains("Nothing is known of the availability.")
                .contains("Availability was not watched to the end.")
                .contains("<rect class=\"phase-exit\" x=\"0.0%\"");

        bench.experiments.set(0, ended);
        assertThat(page("/experiments/" + ExperimentsFixture.ID))
                .doesNotContain("vailability was not");
    }

    @Test
    void theContainersOwnPortIsProposedAndCanBeTakenBack() {
        cluster.show(
                PagesFixture.pod(
                        "hello",
                        "hello-1",
                        new ContainerSnapshot(
                                "web",
                                ContainerType.REGULAR,
                                "registry.example/web:1",
                                "containerd://a096e941cafe0123456789",
                                3,
                                true,
                                true,
                                new ContainerState.Running(PagesFixture.NOW),
                                null,
                                Probes.NONE,
                                null,
                                4567)));
        bench.options.add(ExperimentsFixture.option(ExperimentsFixture.TERM, Outcome.RESTARTED));
        look();

        assertThat(page("/pods/test/hello-1/web"))
                .contains("placeholder=\"not watched\" value=\"4567\"");

        bench.answer = new StartResult.Started(ExperimentsFixture.running(pod));
        post("/experiments", form("watchPort", "", "watchPath", "/up")).expectStatus().isSeeOther();
        post("/experiments", form("watchPort", "4567", "watchPath", "/up"))
                .expectStatus()
                .isSeeOther();
        assertThat(bench.asked.getFirst().terms().availability()).isNull();
        assertThat(bench.asked.getLast().terms().availability())
                .isEqualTo(
                        new AvailabilityCheck(new Address.PodPort(4567, "/up", "http"), 500, 1000));
    }

    @Test
    void whatCannotBeWatchedIsSaidBesideItsField() {
        bench.options.add(ExperimentsFixture.option(ExperimentsFixture.TERM, Outcome.RESTARTED));
        look();

        String answer =
                text(
                        post("/experiments", form("watchPort", "8080", "watchPath", "/../x")),
                        HttpStatus.BAD_REQUEST);

        assertThat(answer)
                .contains("Nothing was done.")
                .containsPattern(
                        "name=\"watchPath\"[^>]*value=\"/../x\"[^>]*aria-invalid=\"true\""
                                + "[^>]*aria-describedby=\"watch-signal-TERM-wrong\"")
                .contains("<p class=\"wrong\" id=\"watch-signal-TERM-wrong\"")
                .contains("value=\"8080\"");
        assertThat(bench.asked).isEmpty();
    }

    @Test
    void theEndOfAnEarlierRunIsNotShownAsThatOfOneThatGoesOn() {
        bench.experiments.add(ExperimentsFixture.untouched(pod));

        assertThat(page("/experiments/" + ExperimentsFixture.ID))
                .contains("mark-no-effect")
                .doesNotContain("exit code 143");
    }

    @Test
    void anExperimentThatWentOtherwiseSaysSo() {
        bench.experiments.add(ExperimentsFixture.restarted(pod, false, ""));

        assertThat(page("/experiments/" + ExperimentsFixture.ID))
                .contains("Not as forecast.")
                .doesNotContain(">As forecast.");
    }

    @Test
    void oneThatRunsCanBeStopped() {
        bench.experiments.add(ExperimentsFixture.running(pod));

        assertThat(page("/experiments/" + ExperimentsFixture.ID)).contains("form=\"stop\"");
        post("/experiments/" + ExperimentsFixture.ID + "/stop", form()).expectStatus().isSeeOther();
        assertThat(bench.stopped).containsExactly(ExperimentsFixture.ID);
    }

    @Test
    void anOpenPageHearsOfTheVerdictAndTheDollLeansUntilThen() {
        Experiment running = ExperimentsFixture.running(pod);
        events.publishEvent(new ExperimentChanged(running));

        StepVerifier.create(stream("/live/experiment?id=" + ExperimentsFixture.ID))
                .assertNext(html ->
                        assertThat(html).contains("Running since").contains("data-running=\"yes\""))
                .then(() ->
                        events.publishEvent(
                                new ExperimentChanged(ExperimentsFixture.restarted(pod, true, ""))))
                // The page is sent once more where the state of the cluster was all that changed.
                .thenConsumeWhile(html -> html.contains("Running since"))
                .assertNext(html ->
                        assertThat(html)
                                .contains("Restarted. Ready again")
                                .doesNotContain("data-running"))
                .thenCancel()
                .verify(Duration.ofSeconds(30));
    }

    @Test
    void anUnknownExperimentIsNotFound() {
        client.get()
                .uri(uri("/experiments/01a20a7f-ffff-7de4-807f-2665cb26b7a0"))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void allExperimentsAreListedInPages() {
        for (int i = 0; i < 51; i++) {
            bench.experiments.add(ExperimentsFixture.restarted(pod, true, ""));
        }

        assertThat(page("/experiments"))
                .contains("href=\"/experiments/" + ExperimentsFixture.ID + "\"")
                .contains("href=\"/pods/test/hello-1/web\"")
                .contains("/experiments?cursor=" + ExperimentsFixture.ID);
    }

    @Test
    void noExperimentsIsSaidWithAWayOn() {
        assertThat(page("/experiments")).contains("No experiments yet.");
    }

    @Test
    void everyPageHaltsAndSaysSoWhileHalted() {
        assertThat(page("/")).contains("id=\"halt\"").doesNotContain("Everything is halted.");

        post("/halt", form("back", "/restarts"))
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location("/restarts");
        HaltState halted = bench.halt();
        assertThat(halted.halted()).isTrue();
        assertThat(halted.by()).isEqualTo("tester");
        events.publishEvent(new HaltChanged(halted, SOMEBODY));

        assertThat(page("/audit")).contains("Everything is halted.").contains("by tester");
        post("/halt/release", form()).expectStatus().isSeeOther();
        assertThat(bench.halt().halted()).isFalse();
    }

    @Test
    void theAuditLogIsFilteredByWhoAndWhat() {
        bench.entries.add(entry("anna", "inject", "test/hello-1/web signal TERM"));
        bench.entries.add(entry("otto", "halt", "everything"));

        assertThat(page("/audit?user=anna"))
                .contains("test/hello-1/web signal TERM")
                .doesNotContain("everything</td>");
        assertThat(page("/audit?action=halt"))
                .contains("otto")
                .doesNotContain("test/hello-1/web signal TERM");
    }

    @Test
    void whatCannotBeWatchedIsSaidOnEveryPage() {
        cluster.troubled(
                new WatchProblem("secret", "pods", Message.of("web.state.pod", "forbidden")));

        assertThat(page("/"))
                .contains("Cannot watch pods in namespace secret:")
                .contains("forbidden");
    }

    @Test
    void whatIsNotKnownStandsBetweenTheRestarts() {
        past.restarts.add(PagesTestApplication.restart(1, pod, RestartCause.CRASH));
        past.gaps.add(
                new Gap(
                        "1",
                        PagesFixture.NOW.minusSeconds(600),
                        PagesFixture.NOW.minusSeconds(500),
                        Gap.Scope.CLUSTER,
                        GapReason.WATCH_LOST,
                        null,
                        Message.of("web.state.pod", "watch was lost <i>")));

        assertThat(page("/restarts"))
                .containsSubsequence("crash", "class=\"gap\"", "watch was lost &lt;i&gt;");
    }

    @Test
    void aContainersProbeFailuresAreListedWithTheirNumber() {
        past.failures.add(
                new ProbeFailure(
                        "1",
                        pod.workload(),
                        pod.ref(),
                        "web",
                        ProbeType.LIVENESS,
                        PagesFixture.NOW.minusSeconds(600),
                        PagesFixture.NOW,
                        7,
                        false,
                        "Liveness probe failed: <b>"));

        assertThat(page("/pods/test/hello-1/web"))
                .contains("≥ 7")
                .contains("Liveness probe failed: &lt;b&gt;");
    }

    @Test
    void whatIsCountedExactlySaysSoAndWhatIsNotSaysWhy() {
        past.failures.add(failure(3, true, ""));
        counts.counting = new Counting.Exact(PagesFixture.NOW);

        assertThat(page("/pods/test/hello-1/web"))
                .contains("exactly 3")
                .contains("Counted by the kubelet. No event told of it.")
                .contains("Counted exactly, by the kubelet&#39;s own counters.");

        counts.counting =
                new Counting.Unreadable(
                        PagesFixture.NOW, Message.of("probes.unreadable.denied", "node-<1>"));
        assertThat(page("/pods/test/hello-1/web"))
                .contains("At least so many")
                .contains("The kubelet of node node-&lt;1&gt; forbids reading its counters")
                .contains("nodes/metrics");
    }

    @Test
    void probesThatTheKubeletCouldNotRunArePointedOut() {
        assertThat(page("/pods/test/hello-1/web")).doesNotContain("could not run these probes");
        past.discarded.add(failure(4, false, "Liveness probe errored: <rpc>"));

        assertThat(page("/pods/test/hello-1/web"))
                .contains("The kubelet could not run these probes, and discarded them")
                .contains("≥ 4")
                .contains("errored: &lt;rpc&gt;");
    }

    private ProbeFailure failure(int count, boolean exact, String message) {
        return new ProbeFailure(
                "1",
                pod.workload(),
                pod.ref(),
                "web",
                ProbeType.LIVENESS,
                PagesFixture.NOW.minusSeconds(600),
                PagesFixture.NOW,
                count,
                exact,
                message);
    }

    private static AuditEntry entry(String user, String action, String target) {
        return new AuditEntry(
                "1", PagesFixture.NOW, user, "127.0.0.1", "password", action, target, "done");
    }

    private void look() {
        post("/pods/test/hello-1/web/inspect", form()).expectStatus().isSeeOther();
    }

    /** What the form of a signal sends, with other values for some. */
    private static MultiValueMap<String, String> form(String... others) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.set("namespace", "test");
        form.set("pod", "hello-1");
        form.set("podUid", "uid-hello-hello-1");
        form.set("container", "web");
        form.set("containerId", "containerd://seen");
        form.set("type", "signal");
        form.set("signal", "TERM");
        for (int i = 0; i < others.length; i += 2) {
            form.set(others[i], others[i + 1]);
        }
        return form;
    }

    private WebTestClient.ResponseSpec post(String path, MultiValueMap<String, String> form) {
        return client.post()
                .uri(uri(path))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(BodyInserters.fromFormData(form))
                .exchange();
    }

    private static String text(WebTestClient.ResponseSpec answer, HttpStatus status) {
        return Objects.requireNonNull(
                answer.expectStatus()
                        .isEqualTo(status)
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody());
    }

    private String page(String path) {
        return text(client.get().uri(uri(path)).exchange(), HttpStatus.OK);
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
