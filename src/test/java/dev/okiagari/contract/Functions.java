package dev.okiagari.contract;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

/** Tries what an Okiagari can do, and keeps of each {@link #WORKS} or what it says instead. */
final class Functions {

    static final String WORKS = "works";

    /** A host that only an Ingress of the namespace allows to be asked. */
    static final String HOST = "shop.example.test";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Pattern PROBLEM = Pattern.compile("Cannot watch [^<]*(<[^>]*>[^<]*){0,4}");
    private static final Pattern WATCHED =
            Pattern.compile("(?m)^okiagari_cluster_watched(\\{.*})? 1\\.0$");
    private static final Pattern COUNTED =
            Pattern.compile("Counted exactly|it takes get on[^<.(]*");

    private final Api api;
    private final Lab lab;

    Functions(Api api, Lab lab) {
        this.api = api;
        this.lab = lab;
    }

    /** Everything but what needs a restart. */
    Map<String, String> tried() {
        Map<String, String> tried = new LinkedHashMap<>();
        tried.put("pods", pods());
        tried.put("watching", watching());
        tried.put("inspect", inspect());
        injected(tried);
        Pod pod = lab.pod("calm");
        tried.put("delete", rehearsed(Faults.request(Faults.pod(pod), Faults.deletePod())));
        tried.put("evict", rehearsed(Faults.request(Faults.pod(pod), Map.of("type", "evict-pod"))));
        tried.put("url", url());
        tried.put("counts", counts());
        tried.put("Deployment", change("Deployment", "calm"));
        tried.put("StatefulSet", change("StatefulSet", "steady"));
        tried.put("DaemonSet", change("DaemonSet", "everywhere"));
        return tried;
    }

    private String pods() {
        Pod pod = lab.pod("calm");
        return soon(
                                () ->
                                        api.list("/api/pods", Map.of("namespace", lab.namespace()))
                                                .toString(),
                                text -> text.contains(pod.getMetadata().getUid()))
                        .contains(pod.getMetadata().getUid())
                ? WORKS
                : "not shown";
    }

    private String watching() {
        String page = soon(this::page, text -> PROBLEM.matcher(text).find() || isWatched());
        Matcher problem = PROBLEM.matcher(page);
        return problem.find() ? problem.group() : isWatched() ? WORKS : "nothing is said";
    }

    private boolean isWatched() {
        return WATCHED.matcher(api.metrics()).find();
    }

    private String page() {
        return plain(api.page("/").expect(200).text());
    }

    private String inspect() {
        Pod pod = lab.pod("calm");
        Api.Answer answer =
                api.get(
                        "/api/processes",
                        Map.of(
                                "namespace", lab.namespace(),
                                "pod", pod.getMetadata().getName(),
                                "container", "calm"));
        return answer.status() == 200 && answer.body().path("items").size() > 0
                ? WORKS
                : answer.toString();
    }

    /** What the kernel drops: several may do it at once to one container. */
    private void injected(Map<String, String> tried) {
        Api.Answer answer =
                api.post(
                        "/api/experiments",
                        Faults.request(Faults.container(lab.pod("calm")), Faults.signal("KILL")));
        if (answer.status() != 201) {
            tried.put("signal", answer.toString());
            tried.put("event", "nothing was injected");
            return;
        }
        String id = answer.body().path("id").asString();
        JsonNode ended = api.ended(id);
        boolean well = ended.at("/verdict/outcome").asString().equals("no-effect");
        tried.put("signal", well ? WORKS : ended.path("verdict").toString());
        tried.put("event", event(id) ? WORKS : "no event");
    }

    private boolean event(String id) {
        return lab.client()
                        .v1()
                        .events()
                        .inNamespace(lab.namespace())
                        .withName("okiagari-" + id)
                        .get()
                != null;
    }

    private String rehearsed(Map<String, Object> request) {
        Api.Answer answer = api.post("/api/experiments", Faults.with(request, "dryRun", true));
        return answer.status() == 200 ? WORKS : answer.toString();
    }

    private String url() {
        var request = Faults.request(Faults.container(lab.pod("calm")), Faults.signal("KILL"));
        String answer =
                rehearsed(
                        Faults.with(
                                request, "availability", Map.of("url", "http://" + HOST + "/")));
        return answer.contains("okiagari.availability.hosts") ? answer : WORKS;
    }

    /** It is said where there are failures. */
    private String counts() {
        Pod pod = lab.pod("ailing");
        String path = "/pods/" + lab.namespace() + "/" + pod.getMetadata().getName() + "/ailing";
        Matcher counted =
                COUNTED.matcher(
                        soon(
                                () -> plain(api.page(path).text()),
                                text -> COUNTED.matcher(text).find()));
        return !counted.find()
                ? "nothing is said"
                : counted.group().startsWith("Counted") ? WORKS : counted.group();
    }

    private String change(String kind, String name) {
        Map<String, Object> request = new HashMap<>();
        request.put(
                "target",
                Map.of(
                        "namespace",
                        lab.namespace(),
                        "workload",
                        Map.of("kind", kind, "name", name),
                        "container",
                        name));
        request.put("type", "liveness");
        request.put("probe", Map.of("handler", "httpGet / 8080 HTTP"));
        request.put("confirm", List.of("rollout-in-progress"));
        request.put("dryRun", true);
        Api.Answer answer = api.post("/api/probe-changes", request);
        return answer.status() == 200 ? WORKS : answer.toString();
    }

    /** The last lines of a run: it is ended for that. */
    String words(String app) {
        String old = lab.status(app).getContainerID();
        api.experimented(Faults.request(Faults.container(lab.pod(app)), Faults.signal("TERM")));
        String name = lab.pod(app).getMetadata().getName();
        String told = soon(() -> told(name, old), text -> !text.isEmpty());
        return told.isEmpty() ? "nothing is said" : told;
    }

    private String told(String pod, String containerId) {
        return api.list("/api/runs", Map.of("pod", pod)).stream()
                .filter(run -> run.path("containerId").asString().equals(containerId))
                .map(run ->
                        run.path("log").asString("").isBlank()
                                ? run.at("/logNote/text").asString("")
                                : WORKS)
                .findFirst()
                .orElse("");
    }

    /** What there is at the end, whether or not it is what was waited for. */
    private static String soon(Callable<String> look, Predicate<String> is) {
        AtomicReference<String> last = new AtomicReference<>("");
        try {
            await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .until(() -> {
                        last.set(look.call());
                        return is.test(last.get());
                    });
        } catch (ConditionTimeoutException stillNot) {
            // Whoever asked sees what there is.
        }
        return last.get();
    }

    private static String plain(String html) {
        return html.replace("&quot;", "\"").replace("&#39;", "'").replaceAll("\\s+", " ");
    }
}
