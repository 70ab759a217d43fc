package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.cluster.ProcessTable;
import dev.okiagari.experiment.Delivery;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.Forecast;
import dev.okiagari.experiment.Option;
import dev.okiagari.experiment.Outcome;
import dev.okiagari.experiment.StartResult;
import java.net.URI;
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
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;

/** The menu of faults, the ways to deliver them, and faults at chosen processes; without script. */
@SpringBootTest(
        classes = PagesTestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.http.codecs.max-in-memory-size=4MB")
@AutoConfigureWebTestClient(timeout = "30s")
class FaultsPageIntegrationTests {

    private static final String RUN = "containerd://b0b0cafe0123456789";
    private static final Delivery SHELL = new Delivery(Delivery.Method.SHELL, true, null, null);
    private static final Delivery PYTHON =
            new Delivery(Delivery.Method.RUNTIME, true, null, "python3");
    private static final Delivery HELPER =
            new Delivery(
                    Delivery.Method.NODE_HELPER,
                    false,
                    Message.of("experiment.delivery.helper-off"),
                    null);

    @LocalServerPort int port;
    @Autowired WebTestClient client;
    @Autowired ShownCluster cluster;
    @Autowired ShownPast past;
    @Autowired ShownBench bench;

    private final PodSnapshot pod = pod(RUN, "registry.example/web:1");

    @BeforeEach
    void onePodAndNothingDone() {
        cluster.is(PagesFixture.lab(), PagesFixture.connected());
        cluster.show(pod);
        past.clear();
        bench.clear();
    }

    private static PodSnapshot pod(String containerId, String image) {
        return PagesFixture.pod(
                "hello",
                "hello-1",
                new ContainerSnapshot(
                        "web",
                        ContainerType.REGULAR,
                        image,
                        containerId,
                        0,
                        true,
                        true,
                        new ContainerState.Running(PagesFixture.NOW),
                        null,
                        Probes.NONE));
    }

    @Test
    void faultsStandInGroupsWithTheUsualOnesVisible() {
        bench.options.add(option(signal("TERM"), SHELL));
        bench.options.add(option(signal("QUIT"), SHELL));
        bench.options.add(option(signal("USR1"), SHELL));
        bench.options.add(option(new Fault.Suspend(30, null), SHELL));
        bench.options.add(option(new Fault.EvictPod(), null));
        look();

        assertThat(page("/pods/test/hello-1/web"))
                .containsSubsequence(
                        "Signals to PID 1",
                        "fault-signal-TERM",
                        "<summary>2 more signals</summary>",
                        "fault-signal-QUIT",
                        "Stopping its processes",
                        "fault-suspend",
                        "Through the Kubernetes API",
                        "fault-evict-pod");
    }

    @Test
    void aNoteIsReadBeforeTheClickAndInTheQuestion() {
        Option plain = option(signal("TERM"), SHELL);
        Forecast noted =
                new Forecast(
                        Outcome.RESTARTED,
                        List.of(Outcome.RESTARTED),
                        plain.forecast().explanation(),
                        List.of(Message.of("experiment.note.back-off", 40)),
                        List.of(SHELL),
                        null,
                        null);
        bench.options.add(new Option(signal("TERM"), signal("TERM"), SHELL, noted, List.of()));
        look();

        assertThat(page("/pods/test/hello-1/web").split("back for about 40 s", -1)).hasSize(3);
    }

    @Test
    void everyWayIsShownWithWhyItIsClosedAndTheTakenOneMarked() {
        bench.options.add(option(signal("TERM"), SHELL));
        look();

        assertThat(page("/pods/test/hello-1/web"))
                .containsSubsequence(
                        "Ways to deliver it",
                        "<li class=\"taken\">",
                        "the shell&#39;s kill",
                        ">taken</span>",
                        "language runtime",
                        " (python3)",
                        "open",
                        "a helper pod on the node",
                        "closed",
                        "set okiagari.experiment.node-helper.image");
    }

    @Test
    void aWayThatOnlySomeFaultsTakeNamesThem() {
        Delivery open = new Delivery(Delivery.Method.NODE_HELPER, true, null, null);
        bench.options.add(option(signal("TERM"), SHELL, SHELL, open));
        bench.options.add(option(signal("KILL"), open, SHELL, open));
        look();

        assertThat(page("/pods/test/hello-1/web"))
                .containsSubsequence(
                        "the shell&#39;s kill",
                        "taken by",
                        "SIGTERM",
                        "a helper pod on the node",
                        "taken by",
                        "SIGKILL");
    }

    @Test
    void aWayThatWouldResumeNobodyIsClosedForAStop() {
        bench.options.add(option(new Fault.Hang(null, null), SHELL));
        look();

        assertThat(page("/pods/test/hello-1/web"))
                .containsSubsequence(
                        " (python3)", "closed", "leaves nobody behind who would resume");
    }

    @Test
    void aHangTellsWhatItWouldStopAndForHowLong() {
        Fault asked = new Fault.Hang(null, null);
        Option hang = option(asked, SHELL);
        bench.options.add(
                new Option(
                        asked,
                        new Fault.Hang(62, List.of(7, 8)),
                        SHELL,
                        hang.forecast(),
                        List.of()));
        look();

        assertThat(page("/pods/test/hello-1/web"))
                .containsSubsequence(
                        "id=\"sure-hang\"", ">7, 8</dd>", "name=\"seconds\"", "placeholder=\"62\"")
                .doesNotContain("name=\"pids\" value=\"7\"");
    }

    @Test
    void processesAreChosenOneByOneOrAllThatAreAlike() {
        bench.reading =
                table(
                        ExperimentsFixture.process(1, 0, "puma 5"),
                        ExperimentsFixture.process(7, 1, "puma: worker <i>"),
                        ExperimentsFixture.process(8, 1, "puma: worker <i>"),
                        ExperimentsFixture.process(99, 0, "sh -c our-own"));
        look();

        assertThat(page("/pods/test/hello-1/web"))
                .contains("name=\"pids\" value=\"7\" aria-label=\"Process 7\"")
                .contains("name=\"pids\" value=\"7,8\"")
                .containsSubsequence("all 2 of", "<code>puma: worker &lt;i&gt;</code>")
                .contains("<option value=\"WINCH\">SIGWINCH</option>")
                .doesNotContain("<option value=\"STOP\">")
                .doesNotContain("name=\"pids\" value=\"99\"")
                .doesNotContain("<i>");
    }

    @Test
    void theQuestionAboutChosenProcessesNamesThemAndItsFormCarriesThem() {
        Fault both = new Fault.SendSignal("TERM", 7, List.of(7, 8));
        bench.options.add(option(both, SHELL));
        look();

        assertThat(page(question("&type=signal&signal=TERM&chosen=yes&pids=7%2C8&pids=8")))
                .contains(">7, 8</dd>")
                .contains("name=\"pids\" value=\"7\"")
                .contains("name=\"pids\" value=\"8\"")
                .contains("the shell&#39;s kill");
    }

    @Test
    void whoChoosesNothingIsToldSo() {
        look();

        assertThat(
                        text(
                                get(question("&type=suspend&signal=TERM&chosen=yes")),
                                HttpStatus.BAD_REQUEST))
                .contains("Choose at least one process first.")
                .contains("href=\"/pods/test/hello-1/web#faults\"");
    }

    @Test
    void aProcessThatIsGoneIsSaidWithAWayBack() {
        look();

        assertThat(
                        text(
                                get(question("&type=signal&signal=TERM&pids=4711")),
                                HttpStatus.BAD_REQUEST))
                .contains("role=\"alert\"")
                .contains("href=\"/pods/test/hello-1/web#faults\"");
    }

    @Test
    void whatNobodyHasLookedForAsksForALookAndLeadsBack() {
        cluster.show(pod("containerd://nobody-looked-into-this", "registry.example/web:1"));

        String asked = page(question("&type=hang&seconds=47&pids=7%2C8"));

        assertThat(asked)
                .contains("action=\"/pods/test/hello-1/web/inspect\"")
                .contains("name=\"back\"")
                .contains("seconds=47&amp;pids=7%2C8")
                .contains(">7, 8</dd>");
        assertThat(bench.lookedInto).isEmpty();

        post("/pods/test/hello-1/web/inspect", form("back", question("&type=hang&pids=7%2C8")))
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location(question("&type=hang&pids=7%2C8"));
        post("/pods/test/hello-1/web/inspect", form("back", "//evil.example"))
                .expectHeader()
                .location("/");
    }

    @Test
    void podFaultsNeedNoLook() {
        cluster.show(pod("containerd://nobody-looked-into-this-either", "registry.example/web:1"));
        bench.unseen.add(option(new Fault.EvictPod(), null));

        assertThat(page(question("&type=evict-pod")))
                .contains("Evict pod")
                .contains("name=\"type\" value=\"evict-pod\"");
        assertThat(page("/"))
                .contains("pod=hello-1&amp;container=web&amp;type=restart-container")
                .contains("&amp;type=evict-pod")
                .contains("&amp;type=delete-pod");
    }

    @Test
    void theFormOfAFaultAtProcessesStartsIt() {
        bench.answer = new StartResult.Started(ExperimentsFixture.running(pod));
        MultiValueMap<String, String> form =
                form(
                        "namespace",
                        "test",
                        "pod",
                        "hello-1",
                        "container",
                        "web",
                        "type",
                        "hang",
                        "seconds",
                        "47");
        form.add("pids", "7");
        form.add("pids", "8");

        post("/experiments", form).expectStatus().isSeeOther();

        assertThat(bench.asked)
                .singleElement()
                .satisfies(asked ->
                        assertThat(asked.fault()).isEqualTo(new Fault.Hang(47, List.of(7, 8))));
    }

    @Test
    void runAgainRepeatsProcessesAndSeconds() {
        bench.experiments.add(hang(true, 17_300));

        assertThat(page("/experiments/" + ExperimentsFixture.ID))
                .contains("type=hang&amp;seconds=62&amp;pids=7%2C8");
    }

    @Test
    void aHangIsHeldAgainstItsForecast() {
        bench.experiments.add(hang(true, 17_300));

        assertThat(page("/experiments/" + ExperimentsFixture.ID))
                .contains("forecast 12.0 to 24.0 s after the fault; measured 17.3 s")
                .containsSubsequence("Held possible", "restarted", " or ", "suspended")
                .containsSubsequence(">noticed<", ">back-off<")
                .contains("x1=\"50.0%\" x2=\"100.0%\"")
                .contains("url(#weave-detected)")
                .doesNotContain("The forecast was wrong.");
    }

    @Test
    void aStartOutsideOfTheForecastIsSaidToBe() {
        bench.experiments.add(hang(true, 48_000));

        assertThat(page("/experiments/" + ExperimentsFixture.ID))
                .contains("measured 48.0 s, outside of it");
    }

    @Test
    void aWrongForecastStandsOut() {
        bench.experiments.add(hang(false, 17_300));

        assertThat(page("/experiments/" + ExperimentsFixture.ID))
                .containsSubsequence(
                        "id=\"wrong-forecast\"",
                        "The forecast was wrong.",
                        "What happened:",
                        "restarted",
                        "What it held possible:",
                        "suspended");
    }

    @Test
    void whatTheCommandToldIsInWordsAndItsOutputIsFolded() {
        bench.experiments.add(
                ExperimentsFixture.restarted(
                        pod,
                        true,
                        """
                        helper okiagari-helper-1
                        mask 1 SigBlk: 0000000000000000
                        mask 1 SigIgn: 0000000000000001
                        mask 1 SigCgt: 0000000000004002
                        state 7 T
                        switch 31 4711
                        """));

        assertThat(page("/experiments/" + ExperimentsFixture.ID))
                .contains("Just before, process 1 caught: INT, TERM; ignored: HUP; blocked: –")
                .contains("Process 7 was stopped (state T)")
                .contains("Process 31 was left in place to resume them")
                .contains("Sent from helper pod okiagari-helper-1")
                .contains("<details><summary>Raw output</summary>");
    }

    @Test
    void theReplacedImageReferenceIsToldUntilThePodGoes() {
        bench.experiments.add(
                FaultsFixture.with(
                        ExperimentsFixture.restarted(pod, true, ""), new Fault.RestartContainer()));

        assertThat(page("/pods/test/hello-1/web")).doesNotContain("id=\"drift\"");
        assertThat(bench.queries).isEmpty();

        cluster.show(pod(RUN, "registry.example/web@sha256:" + "0".repeat(64)));
        assertThat(page("/pods/test/hello-1/web"))
                .containsSubsequence(
                        "id=\"drift\"", "href=\"/experiments/" + ExperimentsFixture.ID + "\"");
        assertThat(bench.queries).hasSize(1);
    }

    private Experiment hang(boolean asForecast, int startMillis) {
        return FaultsFixture.hang(pod, asForecast, startMillis);
    }

    private static Fault signal(String name) {
        return new Fault.SendSignal(name, 1);
    }

    private static Option option(Fault fault, @Nullable Delivery way) {
        return option(fault, way, SHELL, PYTHON, HELPER);
    }

    private static Option option(Fault fault, @Nullable Delivery way, Delivery... ladder) {
        Forecast forecast =
                new Forecast(
                        Outcome.RESTARTED,
                        List.of(Outcome.RESTARTED),
                        Message.of("experiment.forecast.no-way"),
                        List.of(),
                        way == null ? List.of() : List.of(ladder),
                        null,
                        null);
        return new Option(fault, fault, way, forecast, List.of());
    }

    private static ProcessReading table(ContainerProcess... processes) {
        return new ProcessReading.Known(
                new ProcessTable(RUN, PagesFixture.NOW, "shell", List.of(processes)));
    }

    private static String question(String more) {
        return "/experiments/new?namespace=test&pod=hello-1&container=web" + more;
    }

    private void look() {
        post("/pods/test/hello-1/web/inspect", form()).expectStatus().isSeeOther();
    }

    private static MultiValueMap<String, String> form(String... fields) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            form.set(fields[i], fields[i + 1]);
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

    private WebTestClient.ResponseSpec get(String path) {
        return client.get().uri(uri(path)).exchange();
    }

    private String page(String path) {
        return text(get(path), HttpStatus.OK);
    }

    private static String text(WebTestClient.ResponseSpec answer, HttpStatus status) {
        return Objects.requireNonNull(
                answer.expectStatus()
                        .isEqualTo(status)
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
