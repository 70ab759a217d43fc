package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * Okiagari is killed while it does several experiments, each time at another step, and started
 * again: then each has an end, no process stays suspended, no helper is left, and nothing was
 * injected twice. A relay before the API server makes it die exactly where it is to.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KillContractTests {

    private static final int SECONDS = 15;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Pattern RESUMES = Pattern.compile("GET /.*/exec\\?.*code%3D%24%3F.*");

    /** Where it is when it is killed. */
    enum Step {
        /** The intent is stored; what injects has not arrived. */
        NOT_SENT,
        /** What injects has arrived; the answer has not. */
        NOT_ANSWERED,
        /** All is known but the end. */
        OBSERVING,
        /** The time of a suspend is up; what resumes has not arrived. */
        NOT_RESUMED
    }

    /** By whichever process. */
    private final Injections injections = new Injections();

    private final Map<String, Integer> resumes = new ConcurrentHashMap<>();
    private volatile Relay.Fate injecting = Relay.Fate.PASSED;
    private volatile Relay.Fate resuming = Relay.Fate.PASSED;
    private Path directory;
    private Lab lab;
    private Relay relay;
    private Okiagari killed;
    private int round;

    /** The cluster's kubeconfig. */
    abstract Path open(Path data);

    abstract Lab.Images images();

    abstract void shut();

    /** Whether there are helpers on the nodes; then one suspends a PID 1. */
    abstract boolean hasNodeHelpers();

    @BeforeAll
    void deploy() {
        directory = Okiagari.directory(getClass().getSimpleName());
        lab = new Lab(open(directory.resolve("cluster")), images());
        lab.open();
        relay = new Relay(lab.client().getConfiguration(), this::fate);
        killed =
                Okiagari.watching(
                        relay.kubeconfig(directory.resolve("relay")),
                        directory.resolve("killed"),
                        "--okiagari.safety.max-experiments=100",
                        "--okiagari.experiment.node-helper.namespace=" + lab.namespace(),
                        "--okiagari.experiment.node-helper.image="
                                + (hasNodeHelpers() ? images().victim() : ""));
    }

    @AfterAll
    void remove() {
        if (killed != null) {
            killed.close();
        }
        if (relay != null) {
            relay.close();
        }
        if (lab != null) {
            lab.close();
        }
        shut();
    }

    private Relay.Fate fate(String line, int before) {
        if (injections.heard(line)) {
            return injecting;
        }
        if (RESUMES.matcher(line).matches()) {
            resumes.merge(Injections.pod(line), 1, Integer::sum);
            return resuming;
        }
        return Relay.Fate.PASSED;
    }

    /** A fault and the workload that it is for. */
    private record Case(String app, Map<String, Object> fault) {}

    private List<Case> cases(boolean stopsOnly) {
        round++;
        List<Case> cases = new ArrayList<>();
        cases.add(new Case("asleep" + round, Faults.suspend(SECONDS)));
        cases.add(new Case("hung" + round, Map.of("type", "hang", "seconds", SECONDS)));
        if (hasNodeHelpers()) {
            cases.add(
                    new Case(
                            "pinned" + round,
                            Map.of("type", "suspend", "seconds", SECONDS, "pids", List.of(1))));
        }
        if (!stopsOnly) {
            cases.add(new Case("ended" + round, Faults.signal("TERM")));
            cases.add(new Case("deleted" + round, Faults.deletePod()));
        }
        cases.forEach(one ->
                lab.deploy(lab.namespace(), one.app(), images().victim(), Map.of("WORKERS", "2")));
        cases.forEach(one -> lab.awaitReady(lab.namespace(), one.app()));
        return cases;
    }

    @ParameterizedTest
    @EnumSource
    void whatWasBegunHasAnEndAfterAKillAt(Step step) {
        injections.clear();
        resumes.clear();
        List<Case> cases = cases(step == Step.NOT_RESUMED);
        Map<String, Pod> before = seen(cases);
        switch (step) {
            case NOT_SENT -> injecting = Relay.Fate.HELD;
            case NOT_ANSWERED -> injecting = Relay.Fate.UNANSWERED;
            case NOT_RESUMED -> resuming = Relay.Fate.HELD;
            case OBSERVING -> {
                // Nothing is in its way.
            }
        }

        before.forEach((app, pod) -> killed.api().started(request(pod, cases, app)));
        await("all are at " + step)
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> haveReached(step, cases.size()));
        if (step == Step.OBSERVING) {
            killed.api().post("/api/halt").expect(200);
        }
        restart();

        boolean halted = killed.api().get("/api/halt").body().path("halted").asBoolean();
        assertThat(halted).isEqualTo(step == Step.OBSERVING);
        killed.api().delete("/api/halt");
        assertThat(experiments()).hasSize(cases.size());
        verify(cases, before, step.name());
    }

    /** While others plan and store, or wherever it is by then. */
    @RepeatedTest(2)
    void whatWasBegunHasAnEndAfterAKillAtAnyMoment() throws InterruptedException {
        injections.clear();
        List<Case> cases = cases(false);
        Map<String, Pod> before = seen(cases);
        before.forEach((app, pod) ->
                killed.api().post("/api/forecasts", request(pod, cases, app)).expect(200));

        Api api = killed.api();
        List<Thread> clicks =
                before.entrySet().stream()
                        .map(entry ->
                                Thread.ofVirtual()
                                        .unstarted(() ->
                                                click(
                                                        api,
                                                        request(
                                                                entry.getValue(),
                                                                cases,
                                                                entry.getKey()))))
                        .toList();
        clicks.forEach(Thread::start);
        await("one is begun")
                .atMost(PATIENCE)
                .pollInterval(10, TimeUnit.MILLISECONDS)
                .until(() -> !experiments().isEmpty());
        int after = ThreadLocalRandom.current().nextInt(2000);
        await().pollDelay(after, TimeUnit.MILLISECONDS).until(() -> true);
        restart();
        for (Thread click : clicks) {
            click.join();
        }

        assertThat(experiments()).isNotEmpty();
        verify(cases, before, "after " + after + " ms");
    }

    /** Whether there is an answer is chance. */
    private static void click(Api api, Map<String, Object> request) {
        try {
            api.post("/api/experiments", request);
        } catch (RuntimeException killed) {
            assertThat(killed).hasCauseInstanceOf(java.io.IOException.class);
        }
    }

    private Map<String, Pod> seen(List<Case> cases) {
        Map<String, Pod> pods = new HashMap<>();
        for (Case one : cases) {
            Pod pod = lab.pod(one.app());
            await("the pod is shown")
                    .atMost(PATIENCE)
                    .pollInterval(POLL)
                    .until(
                            () -> killed.api().list("/api/pods", Map.of("q", one.app())),
                            found ->
                                    !found.isEmpty() && found.getFirst().path("ready").asBoolean());
            pods.put(one.app(), pod);
        }
        return pods;
    }

    private static Map<String, Object> request(Pod pod, List<Case> cases, String app) {
        Map<String, Object> fault =
                cases.stream()
                        .filter(one -> one.app().equals(app))
                        .findFirst()
                        .orElseThrow()
                        .fault();
        Map<String, Object> target =
                fault.equals(Faults.deletePod()) ? Faults.pod(pod) : Faults.container(pod);
        return Faults.with(
                Faults.request(target, fault),
                "confirm",
                List.of("last-ready-replica", "rollout-in-progress", "too-many"));
    }

    private boolean haveReached(Step step, int all) {
        return switch (step) {
            case NOT_SENT -> injections.byPod().size() == all;
            case NOT_ANSWERED -> injections.byPod().size() == all && isSuspended("asleep" + round);
            case OBSERVING ->
                    experiments().stream()
                            .noneMatch(one ->
                                    List.of("planned", "injecting")
                                            .contains(one.path("state").asString()));
            case NOT_RESUMED -> resumes.size() == all;
        };
    }

    private boolean isSuspended(String app) {
        return lab.processStates(app).containsValue("T");
    }

    private List<JsonNode> experiments() {
        return killed.api().list("/api/experiments", Map.of()).stream()
                .filter(one -> one.at("/target/pod").asString().matches("[a-z]+" + round + "-.*"))
                .toList();
    }

    private void restart() {
        killed.kill();
        injecting = Relay.Fate.PASSED;
        resuming = Relay.Fate.PASSED;
        killed.start();
    }

    private void verify(List<Case> cases, Map<String, Pod> before, String when) {
        await("each has an end")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .untilAsserted(() ->
                        assertThat(experiments())
                                .allSatisfy(one ->
                                        assertThat(one.path("state").asString())
                                                .as(one.toPrettyString())
                                                .isIn("finished", "interrupted")));
        report(when);
        assertThat(injections.byPod())
                .allSatisfy((pod, times) -> assertThat(times).as(pod).isOne());
        for (Case one : cases) {
            await(one.app() + " answers: nothing is suspended")
                    .atMost(PATIENCE)
                    .pollInterval(POLL)
                    .until(() -> lab.answers(lab.pod(one.app())));
            assertThat(isSuspended(one.app())).as(one.app()).isFalse();
            assertThat(ends(one.app(), before)).as(one.app()).isLessThanOrEqualTo(1);
        }
        await("no helper is left")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() ->
                        lab.client()
                                .pods()
                                .inNamespace(lab.namespace())
                                .withLabel("app.kubernetes.io/managed-by", "okiagari")
                                .list()
                                .getItems()
                                .isEmpty());
        cases.forEach(one ->
                lab.client()
                        .apps()
                        .deployments()
                        .inNamespace(lab.namespace())
                        .withName(one.app())
                        .delete());
    }

    /** How often its container or its pod was ended. */
    private int ends(String app, Map<String, Pod> before) {
        Pod then = before.get(app);
        Pod now = lab.pod(app);
        int restarts = now.getStatus().getContainerStatuses().getFirst().getRestartCount();
        return then.getMetadata().getUid().equals(now.getMetadata().getUid())
                ? restarts - then.getStatus().getContainerStatuses().getFirst().getRestartCount()
                : 1 + restarts;
    }

    private void report(String when) {
        List<String> ends = new ArrayList<>();
        for (JsonNode one : experiments()) {
            ends.add(
                    "%s %s by %s"
                            .formatted(
                                    one.at("/fault/type").asString(),
                                    one.path("state").asString(),
                                    one.at("/verdict/explanation/key").asString()));
        }
        Collections.sort(ends);
        System.out.printf(
                Locale.ROOT, "[kill] %s: killed %s: %s%n", getClass().getSimpleName(), when, ends);
    }
}
