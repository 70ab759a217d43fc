package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.store.Change;
import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The scheduler of the one node and its kubelet: turns pods in the API into running containers. */
public final class Kubelet {

    private static final Duration BIND = Duration.ofMillis(30);

    private static final Duration EVENT_LIFE = Duration.ofHours(1);
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final Node node;
    private final Events scheduler;
    private final Map<String, PodWorker> workers = new HashMap<>();

    public Kubelet(Node node) {
        this.node = node;
        this.scheduler = new Events(node.store(), "default-scheduler", Node.NAME);
    }

    public void start() {
        Runnable _ =
                node.store()
                        .listen(change -> {
                            if (change.kind() == Kind.POD) {
                                node.loop().after(Duration.ZERO, () -> changed(change));
                            }
                        });
        node.store().list(Kind.POD).forEach(this::added);
        forgetEvents();
    }

    /** Events live for an hour after they were last written. */
    private void forgetEvents() {
        Instant oldest = node.now().minus(EVENT_LIFE);
        node.store().list(Kind.EVENT).stream()
                .filter(event -> lastWritten(event).isBefore(oldest))
                .forEach(event ->
                        node.store().delete(Kind.EVENT, Json.namespace(event), Json.name(event)));
        node.loop().after(SWEEP, this::forgetEvents);
    }

    private static Instant lastWritten(JsonNode event) {
        String last = Json.text(event, "lastTimestamp");
        return Instant.parse(
                last.isEmpty() ? Json.text(event, "metadata", "creationTimestamp") : last);
    }

    private void changed(Change change) {
        switch (change.type()) {
            case ADDED -> added(change.after());
            case MODIFIED ->
                    Optional.ofNullable(workers.get(Json.uid(change.after())))
                            .ifPresent(worker -> {
                                if (change.before() != null) {
                                    worker.changed(change.before(), current(change.after()));
                                }
                            });
            case DELETED ->
                    Optional.ofNullable(workers.remove(Json.uid(change.after())))
                            .ifPresent(PodWorker::destroy);
        }
    }

    private ObjectNode current(ObjectNode pod) {
        return node.store()
                .get(Kind.POD, Json.namespace(pod), Json.name(pod))
                .filter(now -> Json.uid(now).equals(Json.uid(pod)))
                .orElse(pod);
    }

    private void added(ObjectNode pod) {
        node.loop().after(BIND, () -> bind(pod));
    }

    private void bind(ObjectNode pod) {
        if (!Fit.fits(node.store(), pod)) {
            unscheduled(pod);
            return;
        }
        Network.Address address = node.network().claim();
        node.store()
                .update(
                        Kind.POD,
                        Json.namespace(pod),
                        Json.name(pod),
                        bound -> {
                            Json.dig(bound, "spec").put("nodeName", Node.NAME);
                            Json.at(bound, "spec", "containers")
                                    .forEach(container -> Placement.at(container, address.port()));
                        })
                .filter(bound -> Json.uid(bound).equals(Json.uid(pod)))
                .ifPresent(bound -> {
                    if (!Json.at(pod, "spec").has("nodeName")) {
                        scheduled(bound);
                    }
                    PodWorker worker = new PodWorker(node, bound, address);
                    workers.put(Json.uid(bound), worker);
                    worker.start();
                });
    }

    private void scheduled(ObjectNode bound) {
        scheduler.recordOnce(
                bound,
                "Scheduled",
                "Binding",
                "Successfully assigned "
                        + Json.namespace(bound)
                        + "/"
                        + Json.name(bound)
                        + " to "
                        + Node.NAME);
    }

    /** It stays pending: a pod for another node is another kubelet's. */
    private void unscheduled(ObjectNode pod) {
        if (!Json.at(pod, "spec").has("nodeName")) {
            scheduler.record(
                    pod,
                    "",
                    "Warning",
                    "FailedScheduling",
                    "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.");
        }
    }

    /** The container that runs now; empty where it does not run. */
    public Optional<Machine> machine(String podUid, String container) {
        return node.loop()
                .call(() ->
                        Optional.ofNullable(workers.get(podUid))
                                .flatMap(worker -> worker.machine(container)));
    }

    /** The log of the present run, or of the one before. */
    public Optional<String> log(String podUid, String container, boolean previous) {
        return node.loop()
                .call(() ->
                        Optional.ofNullable(workers.get(podUid))
                                .flatMap(worker -> worker.container(container))
                                .flatMap(found ->
                                        previous ? found.previousLog() : Optional.of(found.log())));
    }
}
