package dev.okiagari.contract;

import static dev.okiagari.contract.Faults.confirmed;
import static dev.okiagari.contract.Faults.container;
import static dev.okiagari.contract.Faults.deletePod;
import static dev.okiagari.contract.Faults.request;
import static dev.okiagari.contract.Faults.signal;
import static dev.okiagari.contract.Faults.suspend;
import static dev.okiagari.contract.Faults.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The promises of Okiagari, each tried from outside through its REST API. What a subclass gives is
 * the cluster.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ContractTests {

    private static final Duration POLL = Duration.ofMillis(250);

    private Path directory;
    private Lab lab;
    private Okiagari okiagari;
    private Api api;

    /** Okiagari, connected to the cluster. */
    abstract Okiagari okiagari(Path data);

    /** The cluster's kubeconfig; asked for after {@link #okiagari(Path)}. */
    abstract Path kubeconfig();

    abstract Lab.Images images();

    /** What is to be done in the cluster's new namespaces before anything is in them. */
    void opened() {}

    /** The kubeconfig of an Okiagari that a case starts for itself. */
    Path ownKubeconfig() {
        return kubeconfig();
    }

    /** What the cluster does not let it do, as {@code verb resource}. */
    Set<String> withheld() {
        return Set.of();
    }

    @BeforeAll
    void deploy() {
        directory = Okiagari.directory(getClass().getSimpleName());
        okiagari = okiagari(directory.resolve("main"));
        api = okiagari.api();
        lab = new Lab(kubeconfig(), images());
        lab.open();
        opened();
        String here = lab.namespace();
        Map<String, String> workers = Map.of("WORKERS", "2");
        lab.deploy(here, "hello", images().sinatra(), Map.of());
        lab.deploy(here, "calm", images().sinatra(), Map.of());
        lab.deploy(here, "replaced", images().sinatra(), Map.of());
        lab.deploy(here, "again", images().sinatra(), Map.of());
        lab.deploy(here, "prefork", images().victim(), workers);
        lab.deploy(here, "busy", images().victim(), workers);
        lab.deploy(here, "dozing", images().victim(), workers);
        lab.deploy(here, "family", images().victim(), workers);
        lab.deploy(here, "crew", images().victim(), workers);
        lab.deploy(here, "evicted", images().victim(), Map.of());
        lab.deploy(here, "reborn", images().victim(), Map.of());
        lab.deploy(here, "cut", images().victim(), Map.of());
        lab.deploy(here, "shellless", images().bare(), Map.of());
        lab.deploy(here, "ignoring", images().victim(), Map.of("ON_TERM", "ignore"));
        lab.barePod(here, "lonely", images().victim());
        lab.deploy(lab.closedNamespace(), "closed", images().victim(), Map.of());
        lab.deploy(lab.protectedNamespace(), "protected", images().victim(), Map.of());
        lab.awaitReady(
                here,
                "hello",
                "calm",
                "replaced",
                "again",
                "prefork",
                "busy",
                "dozing",
                "family",
                "crew",
                "evicted",
                "reborn",
                "cut",
                "shellless",
                "ignoring",
                "lonely");
        lab.awaitReady(lab.closedNamespace(), "closed");
        lab.awaitReady(lab.protectedNamespace(), "protected");
    }

    @AfterAll
    void remove() {
        if (lab != null) {
            lab.close();
        }
        if (okiagari != null) {
            okiagari.close();
        }
    }

    @Test
    void aNewPodIsShownWithinTwoSeconds() {
        Pod created = lab.barePod(lab.namespace(), "new", images().victim());

        long since = System.nanoTime();
        await("the new pod is in GET /api/pods")
                .atMost(Duration.ofSeconds(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() ->
                        api.list("/api/pods", Map.of("namespace", lab.namespace())).stream()
                                .anyMatch(pod ->
                                        pod.path("uid")
                                                .asString()
                                                .equals(created.getMetadata().getUid())));
        report("a new pod was shown after %.2f s", (System.nanoTime() - since) / 1e9);
    }

    @Test
    void sigtermToHelloSinatraRestartsItAndIsRecordedOnce() {
        Pod pod = lab.pod("hello");
        String old = lab.status("hello").getContainerID();
        var request = request(container(pod), signal("TERM"));
        JsonNode forecast = api.post("/api/forecasts", request).expect(200).body();
        assertThat(words(forecast.path("possible"))).as(forecast.toString()).contains("restarted");

        JsonNode experiment = api.experimented(request);

        ContainerStatus now = lab.status("hello");
        assertVerdict(experiment, "restarted", true);
        assertThat(experiment.at("/evidence/before/containerId").asString())
                .as(experiment.toPrettyString())
                .isEqualTo(old)
                .isNotEqualTo(now.getContainerID());
        assertThat(experiment.at("/evidence/after/containerId").asString())
                .as(experiment.toPrettyString())
                .isEqualTo(now.getContainerID());
        assertThat(experiment.at("/evidence/after/ended/exitCode").asInt(-1))
                .as(experiment.toPrettyString())
                .isEqualTo(now.getLastState().getTerminated().getExitCode());
        assertPhases(experiment);

        JsonNode restart = theOnlyRestart(pod, "hello");
        assertThat(restart.path("cause").asString()).as("%s", restart).isEqualTo("injected");
        assertThat(restart.path("experimentId").asString())
                .as("%s", restart)
                .isEqualTo(experiment.path("id").asString());
        assertThat(restart.at("/ended/containerId").asString()).isEqualTo(old);
        assertThat(restart.at("/began/containerId").asString()).isEqualTo(now.getContainerID());
        assertThat(restart.path("exitCode").isInt()).as("%s", restart).isTrue();
        assertLastWords(pod, old);
        assertEvent(pod, experiment.path("id").asString());

        var stale = request(with(container(pod), "containerId", old), signal("TERM"));
        api.post("/api/experiments", stale).expect(409);
        assertThat(lab.status("hello").getRestartCount()).isEqualTo(now.getRestartCount());
        report("SIGTERM: restarted in %s", experiment.path("recovery"));
    }

    /** Whoever looks with kubectl describe sees who it was. */
    private void assertEvent(Pod pod, String experimentId) {
        await("the experiment's event at its pod")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(POLL)
                .untilAsserted(() ->
                        assertThat(
                                        lab.client()
                                                .v1()
                                                .events()
                                                .inNamespace(lab.namespace())
                                                .list()
                                                .getItems())
                                .filteredOn(event ->
                                        pod.getMetadata()
                                                .getUid()
                                                .equals(event.getInvolvedObject().getUid()))
                                .filteredOn(event -> "FailureInjected".equals(event.getReason()))
                                .singleElement()
                                .satisfies(event ->
                                        assertThat(event.getMessage())
                                                .startsWith("Okiagari: SIGTERM to PID 1, asked by ")
                                                .contains(experimentId)));
    }

    @Test
    void anHttpClientSeesTheOutageOfASuspendAndItsEnd() {
        Pod pod = lab.pod("dozing");
        var request =
                with(
                        request(container(pod), suspend(5)),
                        "availability",
                        Map.of("port", 8080, "intervalMillis", 250, "timeoutMillis", 500));

        JsonNode experiment = api.experimented(request);

        assertVerdict(experiment, "suspended", true);
        JsonNode availability = experiment.path("availability");
        assertThat(availability.path("complete").asBoolean()).isTrue();
        assertThat(availability.path("outages")).as(availability.toString()).hasSize(1);
        assertThat(availability.at("/outages/0/seconds").asDouble())
                .as(availability.toString())
                .isCloseTo(5, within(1.5));
        assertThat(availability.path("failed").asInt())
                .as(availability.toString())
                .isBetween(12, 28);
        assertThat(availability.at("/failures/0/reason").asString())
                .as(availability.toString())
                .isEqualTo("timed-out");
        assertThat(availability.at("/latency/p50").asInt(-1)).isBetween(0, 500);
        assertThat(availability.path("via").asString()).isEqualTo("direct");
        assertThat(availability.at("/asked/port").asInt()).isEqualTo(8080);
        assertThat(Instant.parse(availability.path("from").asString()))
                .as(experiment.toPrettyString())
                .isBefore(Instant.parse(experiment.path("injectedAt").asString()));
        report("a suspend of 5 s as HTTP saw it: %s", availability.path("outages"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "STOP", "TSTP"})
    void whatTheKernelDropsIsForecastAndHasNoEffect(String name) {
        Pod pod = lab.pod("calm");
        String before = lab.status("calm").getContainerID();
        var request = request(container(pod), signal(name));

        JsonNode forecast = api.post("/api/forecasts", request).expect(200).body();
        assertThat(words(forecast.path("possible")))
                .as(forecast.toPrettyString())
                .containsExactly("no-effect");
        JsonNode experiment = api.experimented(request);

        assertVerdict(experiment, "no-effect", true);
        assertThat(experiment.at("/evidence/exec/exitCode").asInt(-1))
                .as(experiment.toPrettyString())
                .isZero();
        assertThat(lab.status("calm").getContainerID()).isEqualTo(before);
        assertThat(lab.answers(lab.pod("calm"))).isTrue();
        assertThat(restarts(pod)).isEmpty();
    }

    @Test
    void aDeletedPodIsReplacedAndTheReplacementRecordedOnce() {
        Pod pod = lab.pod("replaced");

        JsonNode experiment = api.experimented(request(Faults.pod(pod), deletePod()));

        Pod successor = lab.pod("replaced");
        assertVerdict(experiment, "replaced", true);
        assertThat(successor.getMetadata().getUid()).isNotEqualTo(pod.getMetadata().getUid());
        assertThat(experiment.at("/evidence/after/pod").asString())
                .as(experiment.toPrettyString())
                .isEqualTo(successor.getMetadata().getName());
        assertPhases(experiment);
        List<JsonNode> replacements =
                await("the replacement is recorded")
                        .atMost(Duration.ofSeconds(10))
                        .pollInterval(POLL)
                        .until(() -> replacements(pod), found -> !found.isEmpty());
        assertThat(replacements)
                .singleElement()
                .satisfies(replacement -> {
                    assertThat(replacement.path("cause").asString())
                            .as("%s", replacement)
                            .isEqualTo("injected");
                    assertThat(replacement.path("experimentId").asString())
                            .isEqualTo(experiment.path("id").asString());
                    assertThat(replacement.at("/began/pod").asString())
                            .isEqualTo(successor.getMetadata().getName());
                });
        assertThat(restarts(pod)).isEmpty();
        report("delete-pod: replaced in %s", experiment.path("recovery"));
    }

    @Test
    void anEvictedPodIsReplaced() {
        Pod pod = lab.pod("evicted");

        JsonNode experiment =
                api.experimented(request(Faults.pod(pod), Map.of("type", "evict-pod")));

        assertVerdict(experiment, "replaced", true);
        assertThat(lab.pod("evicted").getMetadata().getUid())
                .isNotEqualTo(pod.getMetadata().getUid())
                .isEqualTo(experiment.at("/evidence/after/podUid").asString());
        assertPhases(experiment);
    }

    @Test
    void aSignalToAllWorkersEndsThemAndNotTheContainer() {
        Pod pod = lab.pod("crew");
        String before = lab.status("crew").getContainerID();
        await("the workload is free").until(() -> isFree("crew"));
        List<Integer> workers = List.copyOf(lab.processStates("crew").keySet());
        assertThat(workers).hasSize(2);
        var request =
                request(
                        container(pod),
                        Map.of("type", "signal", "signal", "KILL", "pids", workers));

        JsonNode experiment = api.experimented(request);

        assertVerdict(experiment, "delivered", true);
        assertThat(lab.processStates("crew").keySet()).doesNotContainAnyElementsOf(workers);
        assertThat(lab.status("crew").getContainerID()).isEqualTo(before);
        await("there are workers again")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(POLL)
                .until(() -> lab.processStates("crew").size() == 2);
        assertThat(restarts(pod)).isEmpty();
    }

    @Test
    void aHangThatNoProbeWatchesForIsResumedAtItsEnd() {
        Pod pod = lab.pod("crew");
        await("the workload is free").until(() -> isFree("crew"));
        var request = request(container(pod), Map.of("type", "hang", "seconds", 5));
        JsonNode forecast = api.post("/api/forecasts", request).expect(200).body();
        assertThat(words(forecast.path("possible"))).containsExactly("suspended");

        String id = api.started(request);
        awaitStopped("crew", api.experiment(id));
        JsonNode experiment = api.ended(id);

        assertVerdict(experiment, "suspended", true);
        assertThat(experiment.at("/verdict/explanation/key").asString())
                .isEqualTo("experiment.verdict.hang-unnoticed");
        assertThat(experiment.at("/recovery/phases/0/name").asString()).isEqualTo("hang");
        assertThat(experiment.at("/recovery/total").asDouble()).isCloseTo(5, within(3.0));
        awaitRunning("crew", Duration.ofSeconds(2));
        assertThat(restarts(pod)).isEmpty();
    }

    @Test
    void aWayThatIsInsistedOnIsTakenOrSaidToBeClosed() {
        Pod pod = lab.pod("calm");
        var request = request(container(pod), signal("WINCH"));
        assertBadField(with(request, "delivery", "carrier-pigeon"), "delivery");
        assertBadField(with(request, "delivery", "api"), "delivery");

        JsonNode closed =
                api.post("/api/forecasts", with(request, "delivery", "node-helper"))
                        .expect(200)
                        .body();

        assertThat(closed.path("outcome").asString()).isEqualTo("impossible");
        assertThat(closed.at("/explanation/key").asString())
                .as(closed.toPrettyString())
                .isEqualTo("experiment.delivery.helper-off");
        JsonNode taken =
                api.experimented(
                        with(request(container(pod), signal("KILL")), "delivery", "shell"));
        assertVerdict(taken, "no-effect", true);
        assertThat(taken.at("/evidence/delivery").asString()).isEqualTo("shell");
    }

    @Test
    void aRepeatRestartsTheSameWorkloadAsOftenAsItSays() {
        Pod pod = lab.pod("again");
        var request =
                with(
                        request(container(pod), signal("TERM")),
                        "repeat",
                        Map.of("times", 3, "spacing", "ready"));
        JsonNode forecast = api.post("/api/forecasts", request).expect(200).body();
        assertThat(forecast.path("estimate").asDouble()).as("%s", forecast).isGreaterThan(30);

        String id = api.started(request);
        api.experiment(id, now -> Api.items(now.path("runs")).size() == 1);
        assertGuarded(request(Faults.pod(pod), deletePod()), "same-workload", false);
        JsonNode series =
                await("the repeat " + id)
                        .atMost(Duration.ofSeconds(90))
                        .pollInterval(POLL)
                        .until(
                                () -> api.experiment(id),
                                now -> now.path("state").asString().equals("finished"));

        assertVerdict(series, "restarted", true);
        List<String> runs = words(series.path("runs"));
        assertThat(runs).as(series.toPrettyString()).hasSize(3);
        assertThat(runs)
                .allSatisfy(run -> {
                    JsonNode experiment = api.experiment(run);
                    assertVerdict(experiment, "restarted", true);
                    assertThat(experiment.path("parent").asString()).isEqualTo(id);
                    assertPhases(experiment);
                });
        assertThat(series.at("/spread/worst").asDouble())
                .as(series.toPrettyString())
                .isGreaterThanOrEqualTo(series.at("/spread/median").asDouble())
                .isPositive();
        assertThat(lab.status("again").getRestartCount()).isEqualTo(3);
        await("three restarts are recorded")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(POLL)
                .untilAsserted(() ->
                        assertThat(restarts(pod))
                                .hasSize(3)
                                .allSatisfy(restart ->
                                        assertThat(runs)
                                                .contains(
                                                        restart.path("experimentId").asString())));
        Map<String, ?> here = Map.of("namespace", lab.namespace(), "workload", "again");
        assertThat(api.list("/api/experiments", here))
                .extracting(one -> one.path("id").asString())
                .containsExactly(id);
        assertThat(api.list("/api/experiments", Map.of("parent", id))).hasSize(3);
        report("repeat of SIGTERM: %s", series.path("spread"));
    }

    @Test
    void whereInjectingIsNotAllowedItIsRefused() {
        Pod pod = lab.pod(lab.closedNamespace(), "closed");

        assertGuarded(request(container(pod), signal("TERM")), "not-allowed-here", false);
        assertGuarded(request(Faults.pod(pod), deletePod()), "not-allowed-here", false);
        assertGuarded(
                confirmed(request(Faults.pod(pod), deletePod()), "not-allowed-here"),
                "not-allowed-here",
                false);
        assertThat(lab.pod(lab.closedNamespace(), "closed").getMetadata().getUid())
                .isEqualTo(pod.getMetadata().getUid());
    }

    @Test
    void protectedNamespacesAreNeverTouchedWhateverTheirLabelSays() {
        Pod pod = lab.pod(lab.protectedNamespace(), "protected");

        assertGuarded(request(container(pod), signal("TERM")), "protected-namespace", false);
    }

    @Test
    void permissionsAreTheClustersOwnWord() {
        List<JsonNode> all = api.list("/api/permissions", Map.of("namespace", lab.namespace()));

        assertThat(all)
                .filteredOn(one -> one.path("resource").asString().equals("pods/exec"))
                .extracting(one -> one.path("verb").asString())
                .containsExactly("get", "create");
        assertThat(all)
                .allSatisfy(one -> {
                    boolean allowed =
                            !withheld()
                                    .contains(
                                            one.path("verb").asString()
                                                    + " "
                                                    + one.path("resource").asString());
                    assertThat(one.path("namespace").asString()).isEqualTo(lab.namespace());
                    assertThat(one.path("allowed").asBoolean(!allowed))
                            .as("%s", one)
                            .isEqualTo(allowed);
                    assertThat(one.path("disables").isNull()).as("%s", one).isEqualTo(allowed);
                });
    }

    @Test
    void whoeverHaltedIsObeyed() {
        Pod pod = lab.pod("calm");
        api.post("/api/halt").expect(200);
        try {
            assertGuarded(request(container(pod), signal("KILL")), "halted", false);
        } finally {
            api.delete("/api/halt").expect(200);
        }
        assertThat(api.get("/api/halt").expect(200).body().path("halted").asBoolean()).isFalse();
    }

    @Test
    void oneExperimentAtATimeOnAWorkloadAndItCanBeStopped() {
        Pod pod = lab.pod("busy");
        String first = api.started(request(container(pod), suspend(60)));

        assertGuarded(request(container(pod), signal("KILL")), "same-workload", false);

        awaitStopped("busy", api.experiment(first));
        long stopped = System.nanoTime();
        api.delete("/api/experiments/" + first).expect(200);
        awaitRunning("busy", Duration.ofSeconds(5));
        report("DELETE of a suspend resumed after %.2f s", (System.nanoTime() - stopped) / 1e9);
        JsonNode ended = api.ended(first);
        assertThat(ended.at("/verdict/outcome").asString())
                .as(ended.toPrettyString())
                .isIn("suspended", "aborted");
    }

    @Test
    void aSuspendThatWasStoppedDoesNotEndTheNextOne() {
        Pod pod = lab.pod("busy");
        await("the workload is free").until(() -> isFree("busy"));
        long first = System.nanoTime();
        String stopped = api.started(request(container(pod), suspend(8)));
        awaitStopped("busy", api.experiment(stopped));
        api.delete("/api/experiments/" + stopped).expect(200);
        api.ended(stopped);

        String next = api.started(request(container(pod), suspend(16)));
        elapse(first, Duration.ofSeconds(12));

        awaitStopped("busy", api.experiment(next));
        JsonNode experiment = api.ended(next);
        assertVerdict(experiment, "suspended", true);
        assertThat(processes("busy").toString())
                .as("nothing of ours is left in the container")
                .doesNotContain("okiagari");
    }

    @Test
    void aHaltResumesWhatIsSuspended() {
        Pod pod = lab.pod("busy");
        await("the workload is free").until(() -> isFree("busy"));
        String id = api.started(request(container(pod), suspend(60)));
        awaitStopped("busy", api.experiment(id));

        long halted = System.nanoTime();
        api.post("/api/halt").expect(200);
        try {
            awaitRunning("busy", Duration.ofSeconds(5));
            report("a halt resumed after %.2f s at most", (System.nanoTime() - halted) / 1e9);
            api.ended(id);
        } finally {
            api.delete("/api/halt").expect(200);
        }
    }

    @Test
    void ofTwoWhoClickAtOnceOneIsSecond() throws Exception {
        Pod pod = lab.pod("busy");
        await("the workload is free").until(() -> isFree("busy"));
        var request = request(container(pod), suspend(20));
        Callable<Api.Answer> click = () -> api.post("/api/experiments", request);
        List<Api.Answer> answers = new ArrayList<>();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Api.Answer> answer : people.invokeAll(List.of(click, click))) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).extracting(Api.Answer::status).containsExactlyInAnyOrder(201, 409);
        for (Api.Answer answer : answers) {
            if (answer.status() == 201) {
                String id = answer.body().path("id").asString();
                api.delete("/api/experiments/" + id).expect(200);
                api.ended(id);
            } else {
                assertThat(answer.body().path("guard").asString())
                        .as(answer.text())
                        .isEqualTo("same-workload");
            }
        }
    }

    @Test
    void aHaltNeedsNoClusterAndOutlivesAKill() {
        Pod pod = lab.pod("dozing");
        String server = lab.client().getConfiguration().getMasterUrl();
        try (TcpProxy proxy = new TcpProxy(server);
                Okiagari cutOff =
                        another(
                                "halted",
                                proxy.kubeconfig(ownKubeconfig(), directory.resolve("halted")))) {
            awaitShown(cutOff, pod);
            String id = cutOff.api().started(request(container(pod), suspend(10)));
            awaitStopped("dozing", cutOff.api().experiment(id));

            proxy.cut();
            long asked = System.nanoTime();
            cutOff.api().post("/api/halt").expect(200);
            double answered = (System.nanoTime() - asked) / 1e9;
            assertThat(answered).as("seconds to the answer").isLessThan(1);

            cutOff.kill();
            proxy.open();
            cutOff.start();
            assertThat(cutOff.api().get("/api/halt").expect(200).body().path("halted").asBoolean())
                    .isTrue();
            cutOff.api().ended(id);
            awaitRunning("dozing", Duration.ofSeconds(15));
            Api.Answer refused =
                    cutOff.api()
                            .post("/api/experiments", request(container(pod), suspend(1)))
                            .expect(409);
            assertThat(refused.body().path("guard").asString())
                    .as(refused.text())
                    .isEqualTo("halted");
            report("POST /api/halt with the cluster away answered after %.2f s", answered);
        }
    }

    @Test
    void whatWouldNotComeBackNeedsAConfirmation() {
        Pod pod = lab.pod("lonely");
        var request = request(Faults.pod(pod), deletePod());
        assertThat(words(api.post("/api/forecasts", request).expect(200).body().path("possible")))
                .containsExactly("gone");
        assertGuarded(request, "final", true);
        assertThat(lab.pod("lonely").getMetadata().getUid()).isEqualTo(pod.getMetadata().getUid());

        JsonNode experiment = api.experimented(confirmed(request, "final"));

        assertVerdict(experiment, "gone", true);
        assertThat(lab.client().pods().inNamespace(lab.namespace()).withName("lonely").get())
                .isNull();
    }

    @Test
    void aRehearsalChangesNothing() {
        Pod pod = lab.pod("calm");
        String before = lab.status("calm").getContainerID();

        JsonNode rehearsed =
                api.post(
                                "/api/experiments",
                                with(request(container(pod), signal("TERM")), "dryRun", true))
                        .expect(200)
                        .body();

        assertThat(words(rehearsed.at("/forecast/possible"))).contains("restarted");
        api.get("/api/experiments/" + rehearsed.path("id").asString()).expect(404);
        assertThat(lab.status("calm").getContainerID()).isEqualTo(before);
    }

    @Test
    void suspendedWorkersDoNotAnswerAndAreResumed() {
        Pod pod = lab.pod("prefork");
        assertThat(lab.answers(pod)).isTrue();

        String id = api.started(request(container(pod), suspend(8)));

        awaitStopped("prefork", api.experiment(id));
        assertThat(lab.answers(pod)).as("answers while suspended").isFalse();
        JsonNode experiment = api.ended(id);
        assertVerdict(experiment, "suspended", true);
        assertThat(experiment.at("/recovery/total").asDouble())
                .as(experiment.toPrettyString())
                .isCloseTo(8, within(3.0));
        assertPhases(experiment);
        assertThat(lab.answers(pod)).as("answers after the resume").isTrue();
        assertThat(lab.processStates("prefork")).doesNotContainValue("T");
        assertThat(restarts(pod)).isEmpty();
    }

    @Test
    void processesOfHelloSinatraHaveTheirMasks() {
        JsonNode table = processes("calm");

        JsonNode puma = process(table, 1);
        assertThat(puma.path("command").toString()).as("%s", puma).containsIgnoringCase("puma");
        assertThat(numbers(puma.path("catches"))).as("%s", puma).contains(2, 15);
        assertThat(numbers(puma.path("catches"))).doesNotContain(9, 19);
        assertThat(table.path("containerId").asString())
                .isEqualTo(lab.status("calm").getContainerID());
        assertThat(table.path("method").asString()).isEqualTo("shell");
    }

    @Test
    void processesOfPreforkAreTheSupervisorAndItsWorkers() {
        JsonNode table = processes("family");

        List<JsonNode> items = Api.items(table.path("items"));
        assertThat(items).as(table.toPrettyString()).hasSize(3);
        assertThat(numbers(process(table, 1).path("catches"))).contains(15);
        assertThat(items.stream().filter(item -> item.path("pid").asInt() != 1))
                .hasSize(2)
                .allSatisfy(worker -> assertThat(worker.path("parentPid").asInt()).isEqualTo(1));
    }

    @Test
    void whatIsNotThereIs404() {
        Pod pod = lab.pod("calm");
        for (Map<String, Object> target :
                List.of(
                        with(container(pod), "namespace", "no-such-namespace"),
                        with(container(pod), "pod", "no-such-pod"),
                        with(container(pod), "container", "no-such-container"))) {
            var request = request(target, signal("KILL"));
            assertThat(api.post("/api/experiments", request).status())
                    .as("%s", target)
                    .isEqualTo(404);
            assertThat(api.post("/api/forecasts", request).status())
                    .as("%s", target)
                    .isEqualTo(404);
        }
        api.get("/api/experiments/" + UUID.randomUUID()).expect(404);
        api.delete("/api/experiments/" + UUID.randomUUID()).expect(404);
        api.get(
                        "/api/processes",
                        Map.of(
                                "namespace", lab.namespace(),
                                "pod", "no-such-pod",
                                "container", "calm"))
                .expect(404);
    }

    @Test
    void aTargetOfAnOlderLifeIs409() {
        Pod pod = lab.pod("calm");
        String id = lab.status("calm").getContainerID();
        for (Map<String, Object> target :
                List.of(
                        with(container(pod), "podUid", UUID.randomUUID().toString()),
                        with(container(pod), "containerId", "containerd://older"))) {
            Api.Answer answer =
                    api.post("/api/experiments", request(target, signal("TERM"))).expect(409);
            assertThat(answer.body().path("detail").asString()).isNotBlank();
            assertThat(answer.body().has("guard")).as(answer.text()).isFalse();
        }
        assertThat(lab.status("calm").getContainerID()).isEqualTo(id);
    }

    @Test
    void aFaultThatCannotBeMeantIs400AndNamesItsField() {
        Map<String, Object> at = container(lab.pod("calm"));
        assertBadField(request(at, signal("FOO")), "fault.signal");
        assertBadField(request(at, with(signal("KILL"), "pid", 0)), "fault.pid");
        assertBadField(request(at, with(signal("KILL"), "pid", 99_999)), "fault.pid");
        assertBadField(request(at, suspend(0)), "fault.seconds");
        assertBadField(request(at, suspend(-1)), "fault.seconds");
        assertBadField(request(at, suspend(4000)), "fault.seconds");
        assertBadField(request(at, with(suspend(5), "pids", List.of(1))), "fault.pids");
        assertBadField(request(at, Map.of("type", "boil")), "fault.type");
        assertBadField(request(at, with(deletePod(), "graceSeconds", -5)), "fault.graceSeconds");
        assertBadField(with(request(at, signal("KILL")), "surprise", 1), "surprise");
        assertBadField(request(with(at, "surprise", 1), signal("KILL")), "target.surprise");
        assertBadField(confirmed(request(at, signal("KILL")), "everything"), "confirm");
        assertBadField(Map.of("fault", signal("KILL")), "target");
        assertBadField(Map.of("target", at), "fault");
    }

    @Test
    void whatMayNotBeAskedForAvailabilityIs400AndNamesItsField() {
        var kill = request(container(lab.pod("calm")), signal("KILL"));
        for (String url :
                List.of(
                        "http://169.254.169.254/latest/meta-data/",
                        "http://[::1]:8080/",
                        "http://0x7f000001/",
                        "http://localhost/",
                        "http://kubernetes.default.svc/",
                        "file:///etc/passwd",
                        "http://a:b@example.com/",
                        "")) {
            assertBadField(watching(kill, Map.of("url", url)), "availability.url");
        }
        assertThat(
                        api.post(
                                        "/api/experiments",
                                        watching(kill, Map.of("url", "http://example.com/")))
                                .expect(400)
                                .text())
                .contains("okiagari.availability.hosts");
        assertBadField(
                watching(kill, Map.of("url", "http://example.com/", "port", 80)),
                "availability.url");
        assertBadField(watching(kill, Map.of("path", "/")), "availability.port");
        assertBadField(watching(kill, Map.of("port", 0)), "availability.port");
        assertBadField(watching(kill, Map.of("port", 65_536)), "availability.port");
        assertBadField(
                watching(kill, Map.of("port", 80, "path", "/../secrets")), "availability.path");
        assertBadField(watching(kill, Map.of("port", 80, "scheme", "ftp")), "availability.scheme");
        assertBadField(
                watching(kill, Map.of("port", 80, "intervalMillis", 1)),
                "availability.intervalMillis");
        assertBadField(
                watching(kill, Map.of("port", 80, "timeoutMillis", 0)),
                "availability.timeoutMillis");
        assertBadField(watching(kill, Map.of("port", 80, "surprise", 1)), "availability.surprise");
    }

    private static Map<String, Object> watching(
            Map<String, Object> request, Map<String, Object> availability) {
        return with(request, "availability", availability);
    }

    @Test
    void whatIsNoJsonIsRefused() {
        Api.Answer malformed =
                api.postText("/api/experiments", "{\"target\": ", "application/json").expect(400);
        assertThat(malformed.body().path("detail").asString()).isNotBlank();
        String text =
                Api.JSON.writeValueAsString(request(container(lab.pod("calm")), signal("KILL")));
        api.postText("/api/experiments", text, "text/plain").expect(415);
        api.postText("/api/experiments", text, "application/x-www-form-urlencoded").expect(415);
    }

    @Test
    void anImageWithoutAShellIsForecastToBeImpossible() {
        Pod pod = lab.pod("shellless");
        var request = request(container(pod), signal("TERM"));

        JsonNode forecast = api.post("/api/forecasts", request).expect(200).body();

        assertThat(forecast.path("outcome").asString())
                .as(forecast.toPrettyString())
                .isEqualTo("impossible");
        assertThat(Api.items(forecast.path("deliveries")))
                .as(forecast.toPrettyString())
                .isNotEmpty()
                .allSatisfy(way -> {
                    assertThat(way.path("possible").asBoolean()).isFalse();
                    assertThat(way.at("/reason/text").asString()).isNotBlank();
                });
        Api.Answer refused = api.post("/api/experiments", request).expect(409);
        assertThat(refused.body().path("outcome").asString())
                .as(refused.text())
                .isEqualTo("impossible");
        assertThat(lab.status("shellless").getRestartCount()).isZero();
    }

    @Test
    void restartsWhileOkiagariWasKilledAreInTheHistoryOrInAGap() {
        Pod pod = lab.pod("reborn");
        try (Okiagari killed = another("killed", ownKubeconfig())) {
            awaitShown(killed, pod);
            killed.kill();
            lab.restart("reborn");
            lab.restart("reborn");
            killed.start();

            await("both restarts are known")
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(POLL)
                    .untilAsserted(() -> {
                        List<JsonNode> restarts = restarts(killed.api(), pod);
                        int missed = missed(killed.api(), pod);
                        assertThat(restarts.size() + missed)
                                .as("%s and %d missed", restarts, missed)
                                .isEqualTo(2);
                        assertThat(restarts).isNotEmpty();
                    });
            report(
                    "two restarts while killed: %d in the history, %d in gaps",
                    restarts(killed.api(), pod).size(), missed(killed.api(), pod));
        }
    }

    @Test
    void whatIsSuspendedRunsAgainThoughOkiagariWasKilled() {
        Pod pod = lab.pod("dozing");
        try (Okiagari killed = another("dozing", ownKubeconfig())) {
            awaitShown(killed, pod);
            String id = killed.api().started(request(container(pod), suspend(20)));
            long injected = System.nanoTime();
            awaitStopped("dozing", killed.api().experiment(id));
            elapse(injected, Duration.ofSeconds(5));
            killed.kill();
            assertThat(lab.answers(pod)).as("answers while suspended").isFalse();

            await("it answers again though nobody is there")
                    .atMost(Duration.ofSeconds(24).minusNanos(System.nanoTime() - injected))
                    .pollInterval(POLL)
                    .until(() -> lab.answers(pod));
            double after = (System.nanoTime() - injected) / 1e9;
            assertThat(after).as("seconds from the suspend to the first answer").isGreaterThan(15);
            report(
                    "a suspend of 20 s whose Okiagari was killed after 5 s ended after %.1f s",
                    after);

            killed.start();
            JsonNode ended = killed.api().ended(id);
            assertThat(ended.path("verdict").isObject()).as(ended.toPrettyString()).isTrue();
            assertThat(lab.processStates("dozing")).doesNotContainValue("T");
        }
    }

    @Test
    void aLostConnectionIsToldAndHealsByItselfAndNothingIsRecordedTwice() {
        Pod pod = lab.pod("cut");
        String server = lab.client().getConfiguration().getMasterUrl();
        try (TcpProxy proxy = new TcpProxy(server);
                Okiagari cutOff =
                        another(
                                "cut",
                                proxy.kubeconfig(ownKubeconfig(), directory.resolve("proxy")))) {
            awaitShown(cutOff, pod);
            lab.restart("cut");
            await("the first restart").until(() -> restarts(cutOff.api(), pod).size() == 1);

            long cut = System.nanoTime();
            proxy.cut();
            JsonNode connection =
                    await("it says that it is disconnected")
                            .atMost(Duration.ofSeconds(15))
                            .pollInterval(POLL)
                            .until(
                                    () -> connection(cutOff),
                                    now -> state(now).equals("disconnected"));
            double told = (System.nanoTime() - cut) / 1e9;
            assertThat(connection.at("/reason/text").asString())
                    .as(connection.toPrettyString())
                    .isNotBlank();
            assertThat(Instant.parse(connection.path("since").asString())).isNotNull();
            lab.restart("cut");
            assertThat(cutOff.api().page("/").expect(200).text()).contains("</html>");
            assertThat(cutOff.api().list("/api/pods", Map.of("namespace", lab.namespace())))
                    .isNotEmpty();
            cutOff.api()
                    .post("/api/experiments", request(container(pod), signal("TERM")))
                    .expect(503);
            elapse(cut, outage());

            long opened = System.nanoTime();
            proxy.open();
            await("it is connected again")
                    .atMost(Duration.ofSeconds(15))
                    .pollInterval(POLL)
                    .until(() -> state(connection(cutOff)).equals("connected"));
            double healed = (System.nanoTime() - opened) / 1e9;
            await("the restart meanwhile is recorded")
                    .atMost(Duration.ofSeconds(15))
                    .pollInterval(POLL)
                    .until(() -> restarts(cutOff.api(), pod).size() == 2);
            assertThat(
                            restarts(cutOff.api(), pod).stream()
                                    .map(restart -> restart.path("restartCount").asInt()))
                    .containsExactly(2, 1);
            assertThat(missed(cutOff.api(), pod)).isZero();
            report("disconnected told after %.1f s, connected again after %.1f s", told, healed);
        }
    }

    /** How long the connection stays cut. */
    Duration outage() {
        return Duration.ofSeconds(20);
    }

    @Test
    void anExecThatIsClosedUnansweredIsNotSentAgain() {
        Pod pod = lab.pod("calm");
        try (UpgradeEater eater =
                        new UpgradeEater(Config.fromKubeconfig(ownKubeconfig().toFile()));
                Okiagari behind = another("eaten", eater.kubeconfig(directory.resolve("eater")))) {
            awaitShown(behind, pod);
            JsonNode experiment =
                    behind.api().experimented(request(container(pod), signal("TERM")));

            assertVerdict(experiment, "unknown", false);
            assertThat(eater.eaten()).as(experiment.toPrettyString()).isEqualTo(1);
            assertThat(eater.wasWarm()).as("the connection had been used before").isTrue();
            assertThat(lab.status("calm").getRestartCount()).isZero();
        }
    }

    Lab lab() {
        return lab;
    }

    Api api() {
        return api;
    }

    Path directory() {
        return directory;
    }

    Okiagari another(String name, Path kubeconfig, String... settings) {
        return Okiagari.watching(kubeconfig, directory.resolve(name), settings);
    }

    private static void elapse(long since, Duration time) {
        await().atMost(time.plusSeconds(5))
                .pollInterval(POLL)
                .until(() -> System.nanoTime() - since >= time.toNanos());
    }

    void awaitShown(Okiagari okiagari, Pod pod) {
        await("the pod is shown")
                .atMost(Duration.ofSeconds(15))
                .pollInterval(POLL)
                .until(
                        () ->
                                okiagari.api()
                                        .list(
                                                "/api/runs",
                                                Map.of("podUid", pod.getMetadata().getUid())),
                        found -> !found.isEmpty());
    }

    private boolean isFree(String app) {
        return api.list("/api/experiments", Map.of("workload", app)).stream()
                .allMatch(one ->
                        List.of("finished", "interrupted").contains(one.path("state").asString()));
    }

    /** A supervisor may fork more workers meanwhile; those are not meant. */
    private void awaitStopped(String app, JsonNode experiment) {
        List<Integer> pids = numbers(experiment.at("/fault/pids"));
        assertThat(pids).as(experiment.toPrettyString()).hasSizeGreaterThanOrEqualTo(2);
        await("processes " + pids + " of " + app + " are stopped")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(POLL)
                .untilAsserted(() -> {
                    Map<Integer, String> states = lab.processStates(app);
                    assertThat(pids).allSatisfy(pid -> assertThat(states).containsEntry(pid, "T"));
                });
    }

    private void awaitRunning(String app, Duration patience) {
        await("no process of " + app + " is stopped")
                .atMost(patience)
                .pollInterval(POLL)
                .untilAsserted(() -> assertThat(lab.processStates(app)).doesNotContainValue("T"));
        assertThat(lab.answers(lab.pod(app))).isTrue();
    }

    private static JsonNode connection(Okiagari okiagari) {
        return okiagari.api().get("/api/cluster").expect(200).body().path("connection");
    }

    private static String state(JsonNode connection) {
        return connection.path("state").asString();
    }

    private List<JsonNode> restarts(Pod pod) {
        return restarts(api, pod);
    }

    private static List<JsonNode> restarts(Api api, Pod pod) {
        return api.list("/api/restarts", Map.of("podUid", pod.getMetadata().getUid()));
    }

    private static int missed(Api api, Pod pod) {
        String scope = pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
        return api.list("/api/gaps", Map.of()).stream()
                .filter(gap -> gap.path("scope").asString().startsWith(scope))
                .mapToInt(gap -> gap.path("missed").asInt(0))
                .sum();
    }

    private List<JsonNode> replacements(Pod pod) {
        return api.list("/api/replacements", Map.of("namespace", lab.namespace())).stream()
                .filter(one ->
                        one.at("/ended/podUid").asString().equals(pod.getMetadata().getUid()))
                .toList();
    }

    private JsonNode theOnlyRestart(Pod pod, String container) {
        await("the restart of " + container + " is recorded")
                .atMost(10, TimeUnit.SECONDS)
                .pollInterval(POLL)
                .until(() -> !restarts(pod).isEmpty());
        List<JsonNode> restarts = restarts(pod);
        assertThat(restarts).as("%s", restarts).hasSize(1);
        return restarts.getFirst();
    }

    /** What a run wrote last is kept after it, by the container id of that very run. */
    private void assertLastWords(Pod pod, String containerId) {
        await("the last words of " + containerId + " are kept")
                .atMost(20, TimeUnit.SECONDS)
                .pollInterval(POLL)
                .untilAsserted(() ->
                        assertThat(
                                        api.list(
                                                "/api/runs",
                                                Map.of("pod", pod.getMetadata().getName())))
                                .filteredOn(run ->
                                        run.path("containerId").asString().equals(containerId))
                                .singleElement()
                                .satisfies(run ->
                                        assertThat(run.path("log").asString())
                                                .as("%s", run)
                                                .isNotBlank()));
    }

    @Test
    void whatCouldHangForEverIsListedAndALookTellsWhetherSigtermIsDropped() {
        assertThat(advice("hello")).containsExactly("no-liveness");
        assertThat(advice("shellless")).containsExactly("no-liveness");
        assertThat(advice("ignoring")).containsExactly("no-liveness");

        processes("ignoring");
        processes("calm");

        assertThat(advice("ignoring")).containsExactly("no-liveness", "sigterm-unhandled");
        assertThat(advice("calm")).containsExactly("no-liveness");
    }

    private List<String> advice(String app) {
        List<JsonNode> found =
                api.list("/api/liveness", Map.of("namespace", lab.namespace(), "workload", app));
        assertThat(found).hasSize(1);
        JsonNode container = found.getFirst();
        return Api.items(container.path("findings")).stream()
                .map(finding -> finding.path("rule").asString())
                .toList();
    }

    private JsonNode processes(String app) {
        Pod pod = lab.pod(app);
        return api.get(
                        "/api/processes",
                        Map.of(
                                "namespace", pod.getMetadata().getNamespace(),
                                "pod", pod.getMetadata().getName(),
                                "container", app))
                .expect(200)
                .body();
    }

    private static JsonNode process(JsonNode table, int pid) {
        return Api.items(table.path("items")).stream()
                .filter(item -> item.path("pid").asInt() == pid)
                .findFirst()
                .orElseThrow(() -> new AssertionError(table.toPrettyString()));
    }

    private void assertGuarded(Object request, String guard, boolean confirmable) {
        Api.Answer answer = api.post("/api/experiments", request).expect(409);
        assertThat(answer.body().path("guard").asString()).as(answer.text()).isEqualTo(guard);
        assertThat(answer.body().path("confirmable").asBoolean())
                .as(answer.text())
                .isEqualTo(confirmable);
        assertThat(answer.body().path("detail").asString()).isNotBlank();
    }

    private void assertBadField(Object request, String field) {
        Api.Answer answer = api.post("/api/experiments", request).expect(400);
        assertThat(answer.fields()).as(answer.text()).contains(field);
        assertThat(answer.body().path("detail").asString()).as(answer.text()).isNotBlank();
    }

    static void assertVerdict(JsonNode experiment, String outcome, boolean asForecast) {
        assertThat(experiment.at("/verdict/outcome").asString())
                .as(experiment.toPrettyString())
                .isEqualTo(outcome);
        assertThat(experiment.at("/verdict/asForecast").asBoolean())
                .as(experiment.toPrettyString())
                .isEqualTo(asForecast);
        assertThat(experiment.at("/verdict/explanation/text").asString()).isNotBlank();
    }

    /** None negative, each beginning where the one before ended, and together the whole. */
    static void assertPhases(JsonNode experiment) {
        List<JsonNode> phases = Api.items(experiment.at("/recovery/phases"));
        assertThat(phases).as(experiment.toPrettyString()).isNotEmpty();
        Instant at = Instant.parse(experiment.path("injectedAt").asString());
        Instant start = at;
        double sum = 0;
        for (JsonNode phase : phases) {
            assertThat(phase.path("seconds").asDouble())
                    .as(experiment.toPrettyString())
                    .isNotNegative();
            assertThat(Instant.parse(phase.path("from").asString()))
                    .as(experiment.toPrettyString())
                    .isEqualTo(at);
            at = Instant.parse(phase.path("to").asString());
            sum += phase.path("seconds").asDouble();
        }
        double total = experiment.at("/recovery/total").asDouble();
        assertThat(sum).as(experiment.toPrettyString()).isCloseTo(total, within(1.0));
        assertThat(Duration.between(start, at).toMillis() / 1000.0)
                .as(experiment.toPrettyString())
                .isCloseTo(total, within(1.0));
    }

    static List<String> words(JsonNode array) {
        return Api.items(array).stream().map(JsonNode::asString).toList();
    }

    static List<Integer> numbers(JsonNode array) {
        return Api.items(array).stream().map(JsonNode::asInt).toList();
    }

    /** What was measured, for whoever reads the build's output. */
    void report(String text, Object... facts) {
        System.out.println(
                "[contract] " + getClass().getSimpleName() + ": " + text.formatted(facts));
    }
}
