package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.okiagari.contract.NodeProcesses.Seen;
import dev.okiagari.contract.TruthCases.Case;
import dev.okiagari.contract.TruthCases.Instead;
import dev.okiagari.contract.TruthCases.Row;
import dev.okiagari.contract.TruthCases.Who;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * Process by signal by delivery, on a real cluster: the forecast's possible outcomes contain what
 * the node and the API server then show, and the verdict says the same. Only where a cluster is
 * named whose node is this machine.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TruthTableTests {

    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int AT_ONCE = 6;
    private static final List<String> CONFIRMED =
            List.of(
                    "last-ready-replica",
                    "disruption-budget",
                    "unhealthy-target",
                    "rollout-in-progress",
                    "too-many",
                    "final");
    private static final Map<String, Integer> NUMBERS =
            Map.ofEntries(
                    Map.entry("HUP", 1),
                    Map.entry("INT", 2),
                    Map.entry("QUIT", 3),
                    Map.entry("KILL", 9),
                    Map.entry("USR1", 10),
                    Map.entry("USR2", 12),
                    Map.entry("TERM", 15),
                    Map.entry("CHLD", 17),
                    Map.entry("STOP", 19),
                    Map.entry("TSTP", 20),
                    Map.entry("WINCH", 28));

    private Lab lab;
    private Okiagari plain;
    private Okiagari helped;
    private List<Result> results = List.of();

    /** What a row showed. */
    private record Result(
            Case of,
            Row row,
            JsonNode forecast,
            JsonNode verdict,
            String delivery,
            String truth,
            boolean mustBeDropped,
            @Nullable Throwable failure) {}

    /** A target just before. */
    private record Before(Pod pod, String containerId, List<Seen> processes, List<Seen> aimed) {}

    @BeforeAll
    void run() throws Exception {
        Path kubeconfig = RealCluster.kubeconfig();
        Path directory = Okiagari.directory(getClass().getSimpleName());
        lab = new Lab(kubeconfig, RealCluster.images());
        lab.open();
        plain = Okiagari.watching(kubeconfig, directory.resolve("plain"), settings());
        helped =
                Okiagari.watching(
                        kubeconfig,
                        directory.resolve("helped"),
                        Stream.concat(Stream.of(settings()), Stream.of(helper()))
                                .toArray(String[]::new));
        List<Case> cases = TruthCases.of(lab);
        try (ExecutorService pods = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<List<Result>>> running =
                    cases.stream().map(one -> pods.submit(() -> run(one))).toList();
            List<Result> all = new ArrayList<>();
            for (Future<List<Result>> one : running) {
                all.addAll(one.get());
            }
            results = List.copyOf(all);
        }
        results.forEach(result -> System.out.println("[truth] " + line(result)));
    }

    @AfterAll
    void remove() {
        Stream.of(plain, helped).filter(one -> one != null).forEach(Okiagari::close);
        if (lab != null) {
            lab.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> forecastAndVerdictTellTheTruth() {
        return results.stream()
                .map(result -> DynamicTest.dynamicTest(line(result), () -> check(result)));
    }

    @TestFactory
    Stream<DynamicTest> theTableIsLongEnough() {
        return Stream.of(
                DynamicTest.dynamicTest(
                        results.size() + " rows",
                        () -> assertThat(results).hasSizeGreaterThanOrEqualTo(40)));
    }

    private static void check(Result result) {
        assertThat(result.failure()).isNull();
        if (result.row().instead() != null) {
            return;
        }
        String all = result.forecast() + "\n" + result.verdict();
        List<String> possible = ContractTests.words(result.forecast().path("possible"));
        assertThat(possible).as(all).contains(result.truth());
        assertThat(result.verdict().path("outcome").asString()).as(all).isEqualTo(result.truth());
        assertThat(result.verdict().path("asForecast").asBoolean()).as(all).isTrue();
        if (result.mustBeDropped()) {
            assertThat(possible).as(all).containsExactly("no-effect");
        }
    }

    private String[] settings() {
        return new String[] {
            "--okiagari.safety.max-experiments=50",
            "--okiagari.safety.workload-share=100",
            "--okiagari.safety.namespace-share=100",
            "--okiagari.experiment.reaction=15s"
        };
    }

    private String[] helper() {
        return new String[] {
            "--okiagari.experiment.node-helper.image=" + RealCluster.helper(),
            "--okiagari.experiment.node-helper.namespace=" + lab.closedNamespace()
        };
    }

    private List<Result> run(Case one) {
        List<Result> found = new ArrayList<>();
        try {
            make(one);
        } catch (RuntimeException | AssertionError failed) {
            one.rows().forEach(row -> found.add(failed(one, row, failed)));
            return found;
        }
        for (Row row : one.rows()) {
            try {
                awaitGood(one, row);
                found.add(fire(one, row));
            } catch (RuntimeException | AssertionError failed) {
                found.add(failed(one, row, failed));
            }
        }
        return found;
    }

    private void make(Case one) {
        switch (one.owner()) {
            case DEPLOYMENT -> lab.deploy(lab.namespace(), one.app(), one.spec());
            case NOBODY -> lab.barePod(lab.namespace(), one.app(), one.spec());
            case JOB -> lab.job(lab.namespace(), one.app(), one.spec());
        }
    }

    private static Result failed(Case one, Row row, Throwable why) {
        JsonNode none = Api.JSON.missingNode();
        return new Result(one, row, none, none, "", "", false, why);
    }

    /** Started to the end, so that its handlers and its children are there. */
    private void awaitGood(Case one, Row row) {
        await(one.app() + " is good")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .ignoreExceptions()
                .until(() -> isGood(one, row));
        Api api = api(one);
        await(one.app() + " is seen")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> isShown(api, one));
    }

    private boolean isGood(Case one, Row row) {
        ContainerStatus status = lab.status(one.app());
        if (!status.getReady() || (one.serves() && !lab.answers(lab.pod(one.app())))) {
            return false;
        }
        List<Seen> all = NodeProcesses.of(status.getContainerID());
        return !aimed(all, row.who()).isEmpty();
    }

    private boolean isShown(Api api, Case one) {
        String id = lab.status(one.app()).getContainerID();
        return api.list("/api/pods", Map.of("namespace", lab.namespace(), "q", one.app()))
                .toString()
                .contains(id);
    }

    private Api api(Case one) {
        return (one.helped() ? helped : plain).api();
    }

    private static List<Seen> aimed(List<Seen> all, Who who) {
        Seen main = NodeProcesses.main(all);
        List<Seen> children = all.stream().filter(p -> p.parent() == main.onNode()).toList();
        return switch (who) {
            case MAIN -> List.of(main);
            case CHILD -> children.stream().limit(1).toList();
            case CHILDREN -> children.size() < 2 ? List.of() : children;
            case SU -> children.stream().filter(p -> p.name().equals("su")).toList();
            case PAUSE, NODE_INIT -> List.of(new Seen("pause", 1, 0, 0, 0, "S", 0));
        };
    }

    private Result fire(Case one, Row row) {
        Pod pod = lab.pod(one.app());
        String id = lab.status(one.app()).getContainerID();
        List<Seen> all = NodeProcesses.of(id);
        Before before = new Before(pod, id, all, aimed(all, row.who()));
        Map<String, Object> request = request(before, row);
        Api.Answer forecast = api(one).post("/api/forecasts", request);
        return row.instead() == null
                ? told(one, row, before, request, forecast.expect(200).body())
                : instead(one, row, row.instead(), before, request, forecast);
    }

    private static Map<String, Object> request(Before before, Row row) {
        Map<String, Object> target = Faults.container(before.pod());
        Map<String, Object> fault = new HashMap<>();
        if (row.signal().equals("delete-pod")) {
            fault.put("type", "delete-pod");
            target.remove("container");
        } else {
            fault.put("type", "signal");
            fault.put("signal", row.signal());
            List<Integer> pids = before.aimed().stream().map(Seen::own).toList();
            fault.put(pids.size() > 1 ? "pids" : "pid", pids.size() > 1 ? pids : pids.getFirst());
        }
        Map<String, Object> request = Faults.request(target, fault);
        request.put("confirm", CONFIRMED);
        if (row.delivery() != null) {
            request.put("delivery", row.delivery());
        }
        return request;
    }

    private Result told(
            Case one, Row row, Before before, Map<String, Object> request, JsonNode forecast) {
        Api api = api(one);
        JsonNode experiment = api.ended(api.started(request), PATIENCE);
        String delivery = experiment.at("/evidence/delivery").asString();
        if (row.delivery() != null) {
            assertThat(delivery).as(experiment.toPrettyString()).isEqualTo(row.delivery());
        }
        boolean inside = !delivery.equals("node-helper") && !delivery.equals("api");
        boolean dropped =
                row.who() == Who.MAIN
                        && inside
                        && before.aimed().getFirst().own() == 1
                        && !isCaught(before, row);
        String truth = truth(one, row, before);
        return new Result(
                one, row, forecast, experiment.path("verdict"), delivery, truth, dropped, null);
    }

    private static boolean isCaught(Before before, Row row) {
        int number = NUMBERS.getOrDefault(row.signal(), 0);
        return number > 0 && before.aimed().stream().anyMatch(one -> one.catches(number));
    }

    /** What became of it. */
    private String truth(Case one, Row row, Before before) {
        List<Pod> pods =
                lab.client()
                        .pods()
                        .inNamespace(lab.namespace())
                        .withLabel("app", one.app())
                        .list()
                        .getItems();
        String uid = before.pod().getMetadata().getUid();
        Optional<Pod> same =
                pods.stream().filter(pod -> pod.getMetadata().getUid().equals(uid)).findFirst();
        boolean over =
                same.filter(pod ->
                                List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase()))
                        .isPresent();
        if (same.isEmpty() || over || same.get().getMetadata().getDeletionTimestamp() != null) {
            return pods.size() > (same.isPresent() ? 1 : 0) ? "replaced" : "gone";
        }
        ContainerStatus now = same.get().getStatus().getContainerStatuses().getFirst();
        if (!before.containerId().equals(now.getContainerID())) {
            return now.getReady() ? "restarted" : "not-recovered";
        }
        return now.getState().getRunning() == null ? "not-recovered" : inPlace(row, before);
    }

    /** The container runs on: then its processes show what happened. */
    private static String inPlace(Row row, Before before) {
        List<Seen> now = NodeProcesses.of(before.containerId());
        List<Seen> left =
                before.aimed().stream()
                        .flatMap(old -> now.stream().filter(old::isSame))
                        .filter(one -> !one.isZombie())
                        .toList();
        if (left.size() < before.aimed().size()) {
            return "delivered";
        }
        return left.stream().anyMatch(one -> one.state().equals("T"))
                ? "suspended"
                : isCaught(before, row) ? "delivered" : "no-effect";
    }

    private Result instead(
            Case one,
            Row row,
            Instead instead,
            Before before,
            Map<String, Object> request,
            Api.Answer forecast) {
        Api.Answer answer = api(one).post("/api/experiments", request);
        switch (instead) {
            case Instead.Field(String name) -> {
                assertThat(forecast.expect(400).fields()).contains(name);
                assertThat(answer.expect(400).fields()).contains(name);
            }
            case Instead.Guard(String name) -> {
                assertThat(forecast.expect(200).body().path("outcome").asString())
                        .isEqualTo("impossible");
                assertThat(answer.expect(409).body().path("guard").asString()).isEqualTo(name);
            }
            case Instead.Hopeless hopeless ->
                    hopeless(one, row, hopeless, before, forecast, answer);
        }
        Before now =
                new Before(
                        before.pod(),
                        lab.status(one.app()).getContainerID(),
                        NodeProcesses.of(before.containerId()),
                        List.of());
        assertThat(now.containerId()).isEqualTo(before.containerId());
        assertThat(now.processes()).containsAll(before.processes());
        JsonNode none = Api.JSON.missingNode();
        return new Result(one, row, forecast.body(), none, "", word(instead), false, null);
    }

    /** Neither can another client, by the same ways. */
    private void hopeless(
            Case one,
            Row row,
            Instead.Hopeless hopeless,
            Before before,
            Api.Answer forecast,
            Api.Answer answer) {
        JsonNode said = forecast.expect(200).body();
        assertThat(ContractTests.words(said.path("possible")))
                .as(forecast.text())
                .containsExactly(hopeless.outcome());
        assertThat(said.at("/explanation/text").asString()).isNotBlank();
        assertThat(answer.status()).as(answer.text()).isIn(403, 409);
        assertThat(answer.body().path("outcome").asString()).isEqualTo(hopeless.outcome());
        List<List<String>> tries = new ArrayList<>(hopeless.commands());
        if (tries.isEmpty()) {
            String pid = String.valueOf(before.aimed().getFirst().own());
            tries.add(List.of("sh", "-c", "kill -" + row.signal() + " " + pid));
        }
        for (List<String> command : tries) {
            assertThat(lab.exitCode(one.app(), command.toArray(String[]::new)))
                    .as("%s", command)
                    .isNotZero();
        }
    }

    private static String word(Instead instead) {
        return switch (instead) {
            case Instead.Field(String name) -> "refused: " + name;
            case Instead.Guard(String name) -> "refused: " + name;
            case Instead.Hopeless hopeless -> hopeless.outcome();
        };
    }

    private static String line(Result result) {
        Row row = result.row();
        String who = row.who().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "| %s | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        result.of().what() + (result.of().helped() ? " (helper on)" : ""),
                        who,
                        row.signal(),
                        row.delivery() == null
                                ? result.delivery()
                                : result.delivery() + " (asked for " + row.delivery() + ")",
                        String.join(", ", ContractTests.words(result.forecast().path("possible"))),
                        result.truth(),
                        result.failure() == null
                                ? result.verdict().path("outcome").asString("–")
                                : "FAILED " + result.failure());
    }
}
