package dev.okiagari.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.web.Visitor;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Has something hostile happen of each kind that Okiagari tells of. */
final class Scene {

    static final String POD = "hostile";

    /** It says all that it is called with, and ends when it is told to. */
    private static final String SAYING =
            "for a; do echo \"$a\"; done; trap 'exit 3' TERM; sleep 100000 & wait";

    /** What JSON, and the arguments of a process, can hold. */
    static final List<String> SPEAKABLE =
            Hostile.ALL.stream()
                    .filter(text -> !text.contains("\u0000"))
                    .filter(text -> text.codePoints().noneMatch(Scene::isHalf))
                    .toList();

    private final ApplicationContext application;
    private final Visitor anna;
    private final Visitor vera;
    private final int port;

    Scene(ApplicationContext application, int port) {
        this.application = application;
        this.port = port;
        this.anna = new Visitor(port).basic("anna", HostileTest.PASSWORD);
        this.vera = new Visitor(port).basic("vera", HostileTest.PASSWORD);
    }

    private static boolean isHalf(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }

    void play() {
        await().atMost(Duration.ofMinutes(1)).until(() -> isReady("prefork"));
        application.getBean(ClusterConnection.class).client().resource(pod()).create();
        happen();
        await().atMost(Duration.ofMinutes(1)).until(() -> isReady(POD));
        refusals();
        experiment();
        probeChange();
        spoil();
        await().atMost(Duration.ofMinutes(1)).until(() -> restarts(Hostile.MARK) > 20);
        await().atMost(Duration.ofMinutes(1)).until(() -> restarts("\"" + POD + "\"") > 0);
    }

    private long restarts(String word) {
        return items("/api/restarts?limit=1000").stream()
                .filter(one -> one.toString().contains(word))
                .count();
    }

    private boolean isReady(String workload) {
        return items("/api/pods?namespace=practice").stream()
                .anyMatch(pod ->
                        pod.path("workload").path("name").asString().equals(workload)
                                && pod.path("ready").asBoolean());
    }

    List<JsonNode> items(String path) {
        List<JsonNode> items = new ArrayList<>();
        Visitor.read(anna.get(path)).path("items").forEach(items::add);
        return items;
    }

    List<String> ids(String path) {
        return items(path).stream().map(one -> one.path("id").asString()).toList();
    }

    private static Pod pod() {
        List<String> command =
                Stream.concat(Stream.of("sh", "-c", SAYING, "hostile"), SPEAKABLE.stream())
                        .toList();
        return new PodBuilder()
                .withNewMetadata()
                .withName(POD)
                .withNamespace("practice")
                .addToAnnotations("zqx", String.join("\n", SPEAKABLE))
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName(POD)
                .withImage("okiagari.dev/hello-sinatra:1")
                .withCommand(command)
                .addNewEnv()
                .withName("ZQX")
                .withValue(String.join("\n", SPEAKABLE))
                .endEnv()
                .endContainer()
                .endSpec()
                .build();
    }

    /** Each hostile pod was started again after its probe failed. */
    void happen() {
        Instant now = HostilePods.NOW;
        for (int i = 0; i < Hostile.ALL.size(); i++) {
            var before = HostilePods.pod(i, 0);
            application.publishEvent(new ClusterEvent.PodObserved(null, before, now));
            application.publishEvent(new ClusterEvent.EventObserved(HostilePods.failure(i), now));
            application.publishEvent(
                    new ClusterEvent.EventObserved(
                            HostilePods.event(i, "Killing", HostilePods.text(i) + Hostile.LONG),
                            now));
            application.publishEvent(
                    new ClusterEvent.PodObserved(before, HostilePods.pod(i, 1), now));
        }
    }

    /** Some are started once more. */
    void happenAgain() {
        for (int i = 0; i < 20; i++) {
            application.publishEvent(
                    new ClusterEvent.PodObserved(
                            HostilePods.pod(i, 1), HostilePods.pod(i, 2), HostilePods.NOW));
        }
    }

    private void refusals() {
        for (String text : Hostile.ALL) {
            for (Visitor visitor : List.of(vera, anna)) {
                HttpResponse<String> said =
                        visitor.json(
                                "POST",
                                "/api/experiments",
                                json(
                                        Map.of(
                                                "target",
                                                Map.of(
                                                        "namespace",
                                                        text,
                                                        "pod",
                                                        text,
                                                        "container",
                                                        text),
                                                "fault",
                                                Map.of(
                                                        "type", "signal", "signal", "WINCH", "pid",
                                                        1))));
                assertThat(said.statusCode()).as(said.body()).isBetween(200, 499);
            }
        }
    }

    private void experiment() {
        HttpResponse<String> begun =
                anna.json(
                        "POST",
                        "/api/experiments",
                        json(
                                Map.of(
                                        "target",
                                        Map.of(
                                                "namespace",
                                                "practice",
                                                "pod",
                                                POD,
                                                "container",
                                                POD),
                                        "fault",
                                        Map.of("type", "signal", "signal", "TERM", "pid", 1),
                                        "recoveryLimit",
                                        30,
                                        "confirm",
                                        List.of(
                                                "final",
                                                "last-ready-replica",
                                                "too-many",
                                                "unhealthy-target"))));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        String id = Visitor.read(begun).path("id").asString();
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        Visitor.read(anna.get("/api/experiments/" + id))
                                .path("state")
                                .asString()
                                .equals("finished"));
        Visitor browser = new Visitor(port);
        browser.logIn("anna", HostileTest.PASSWORD);
        browser.submit("/tokens", page() + "/inspect", Map.of());
    }

    private void probeChange() {
        for (String text : List.of(Hostile.MARKUP.getFirst(), Hostile.EXPRESSIONS.get(2))) {
            HttpResponse<String> shown =
                    anna.json(
                            "POST",
                            "/api/probe-changes",
                            json(
                                    Map.of(
                                            "target",
                                            Map.of(
                                                    "namespace", "practice",
                                                    "workload",
                                                            Map.of(
                                                                    "kind",
                                                                    "Deployment",
                                                                    "name",
                                                                    "sleeper"),
                                                    "container", "sleeper"),
                                            "type",
                                            "liveness",
                                            "probe",
                                            Map.of("handler", "exec " + text, "period", 10),
                                            "dryRun",
                                            true)));
            assertThat(shown.statusCode()).as(shown.body()).isIn(200, 400);
        }
    }

    /** What is kept of the experiment becomes what an API server that lies would have told. */
    private void spoil() {
        JdbcClient database = application.getBean(JdbcClient.class);
        String row = "select document from experiment order by id desc fetch first 1 row only";
        String document = database.sql(row).query(String.class).single();
        for (String text : SPEAKABLE) {
            String id = java.util.UUID.randomUUID().toString();
            String old = JsonMapper.shared().readTree(document).path("id").asString();
            String spoilt = document.replace("\"" + POD + "\"", json(text)).replace(old, id);
            database.sql(
                            """
                            insert into experiment
                            (id, cluster_id, state, namespace, workload_kind, workload_name, pod,
                             container, fault, outcome, requested_at, recovery_seconds, document, parent)
                            select :id, cluster_id, state, namespace, :text, :text, :text, :text, fault,
                             outcome, requested_at, recovery_seconds, :document, parent
                            from experiment order by id desc fetch first 1 row only
                            """)
                    .param("id", id)
                    .param("text", text)
                    .param("document", spoilt)
                    .update();
        }
    }

    /** The page of its container. */
    static String page() {
        return "/pods/practice/" + POD + "/" + POD;
    }

    private static String json(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }
}
