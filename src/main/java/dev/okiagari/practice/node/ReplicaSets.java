package dev.okiagari.practice.node;

import dev.okiagari.practice.store.Defaults;
import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Store;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps as many pods of a replica set as it wants. */
final class ReplicaSets {

    private static final List<String> OVER = List.of("Succeeded", "Failed");

    private final Store store;
    private final Owners owners;
    private final RandomGenerator random;
    private final Events events;

    ReplicaSets(Store store, Owners owners, RandomGenerator random) {
        this.store = store;
        this.owners = owners;
        this.random = random;
        this.events = new Events(store, "replicaset-controller", "");
    }

    void look(ObjectNode set) {
        int wanted = Json.number(set, 0, "spec", "replicas");
        List<ObjectNode> active =
                owners.owned(Kind.POD, set).stream().filter(ReplicaSets::active).toList();
        for (int there = active.size(); there < wanted; there++) {
            ObjectNode pod = create(set);
            events.record(set, "", "Normal", "SuccessfulCreate", "Created pod: " + Json.name(pod));
        }
        active.stream()
                .sorted(Comparator.comparing(Defaults::ready))
                .limit(Math.max(0, active.size() - wanted))
                .forEach(pod -> {
                    owners.end(pod);
                    events.record(
                            set,
                            "",
                            "Normal",
                            "SuccessfulDelete",
                            "Deleted pod: " + Json.name(pod));
                });
        status(set, active, wanted);
    }

    private static boolean active(JsonNode pod) {
        return !Json.terminating(pod) && !OVER.contains(Json.text(pod, "status", "phase"));
    }

    private void status(ObjectNode set, List<ObjectNode> active, int wanted) {
        int ready = (int) active.stream().filter(Defaults::ready).count();
        int generation = Json.number(set, 1, "metadata", "generation");
        var _ =
                store.update(
                        Kind.REPLICA_SET,
                        Json.namespace(set),
                        Json.name(set),
                        changed ->
                                Json.dig(changed, "status")
                                        .put("replicas", Math.max(active.size(), wanted))
                                        .put("readyReplicas", ready)
                                        .put("availableReplicas", ready)
                                        .put("fullyLabeledReplicas", active.size())
                                        .put("observedGeneration", generation));
    }

    private ObjectNode create(ObjectNode set) {
        ObjectNode pod = pod(set, Json.name(set) + "-" + Names.suffix(random));
        Json.dig(pod, "metadata").put("generateName", Json.name(set) + "-");
        return store.create(Kind.POD, pod);
    }

    /** A pod from the template of a workload, which is its owner. */
    static ObjectNode pod(ObjectNode owner, String name) {
        JsonNode template = Json.at(owner, "spec", "template");
        ObjectNode metadata = template.path("metadata").deepCopy().asObject();
        metadata.put("name", name).put("namespace", Json.namespace(owner)).put("generation", 1);
        metadata.set("ownerReferences", Owners.reference(owner));
        ObjectNode pod =
                Json.object("metadata", metadata, "spec", template.path("spec").deepCopy());
        Defaults.fill(Kind.POD, pod);
        return pod;
    }
}
