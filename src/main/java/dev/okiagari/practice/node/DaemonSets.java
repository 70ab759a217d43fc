package dev.okiagari.practice.node;

import dev.okiagari.practice.store.Defaults;
import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Store;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps one pod of a daemon set on the one node. */
final class DaemonSets {

    private final Store store;
    private final Owners owners;
    private final RandomGenerator random;
    private final Events events;

    DaemonSets(Store store, Owners owners, RandomGenerator random) {
        this.store = store;
        this.owners = owners;
        this.random = random;
        this.events = new Events(store, "daemonset-controller", "");
    }

    void look(ObjectNode set) {
        String revision = Names.hash(Json.at(set, "spec", "template"));
        List<ObjectNode> pods = owners.owned(Kind.POD, set);
        if (pods.isEmpty()) {
            create(set, revision);
        } else if (Json.text(set, "spec", "updateStrategy", "type").equals("RollingUpdate")) {
            pods.stream()
                    .filter(pod -> !has(pod, revision) && !Json.terminating(pod))
                    .forEach(owners::end);
        }
        status(set, pods, revision);
    }

    private static boolean has(JsonNode pod, String revision) {
        return Json.text(pod, "metadata", "labels", StatefulSets.REVISION).equals(revision);
    }

    private void create(ObjectNode set, String revision) {
        ObjectNode pod = ReplicaSets.pod(set, Json.name(set) + "-" + Names.suffix(random));
        Json.dig(pod, "metadata").put("generateName", Json.name(set) + "-");
        Json.dig(pod, "metadata", "labels")
                .put(StatefulSets.REVISION, revision)
                .put("pod-template-generation", Json.text(set, "metadata", "generation"));
        ObjectNode _ = store.create(Kind.POD, pod);
        events.record(set, "", "Normal", "SuccessfulCreate", "Created pod: " + Json.name(pod));
    }

    private void status(ObjectNode set, List<ObjectNode> pods, String revision) {
        int ready = (int) pods.stream().filter(Defaults::ready).count();
        int updated = (int) pods.stream().filter(pod -> has(pod, revision)).count();
        var _ =
                store.update(
                        Kind.DAEMON_SET,
                        Json.namespace(set),
                        Json.name(set),
                        changed ->
                                Json.dig(changed, "status")
                                        .put(
                                                "observedGeneration",
                                                Json.number(set, 1, "metadata", "generation"))
                                        .put("desiredNumberScheduled", 1)
                                        .put("currentNumberScheduled", pods.size())
                                        .put("updatedNumberScheduled", updated)
                                        .put("numberMisscheduled", 0)
                                        .put("numberAvailable", ready)
                                        .put("numberReady", ready));
    }
}
