package dev.okiagari.practice.node;

import dev.okiagari.practice.store.Defaults;
import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Store;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the numbered pods of a stateful set: each comes once those before it are ready. */
final class StatefulSets {

    private final Store store;
    private final Owners owners;
    private final Events events;

    StatefulSets(Store store, Owners owners) {
        this.store = store;
        this.owners = owners;
        this.events = new Events(store, "statefulset-controller", "");
    }

    void look(ObjectNode set) {
        int wanted = Json.number(set, 1, "spec", "replicas");
        List<ObjectNode> pods = owners.owned(Kind.POD, set);
        pods.stream()
                .filter(pod -> ordinal(pod) >= wanted && !Json.terminating(pod))
                .max(Comparator.comparingInt(StatefulSets::ordinal))
                .ifPresent(owners::end);
        next(set, wanted);
        status(set, wanted, pods);
    }

    private static int ordinal(ObjectNode pod) {
        String name = Json.name(pod);
        String end = name.substring(name.lastIndexOf('-') + 1);
        return end.matches("\\d{1,6}") ? Integer.parseInt(end) : 0;
    }

    private void next(ObjectNode set, int wanted) {
        for (int i = 0; i < wanted; i++) {
            String name = Json.name(set) + "-" + i;
            Optional<ObjectNode> there = store.get(Kind.POD, Json.namespace(set), name);
            if (there.isEmpty()) {
                create(set, name);
            }
            if (there.filter(Defaults::ready).isEmpty()) {
                return;
            }
        }
    }

    private void create(ObjectNode set, String name) {
        ObjectNode pod = ReplicaSets.pod(set, name);
        Json.dig(pod, "metadata").put("generateName", Json.name(set) + "-");
        Json.dig(pod, "metadata", "labels").put("statefulset.kubernetes.io/pod-name", name);
        ObjectNode _ = store.create(Kind.POD, pod);
        events.record(
                set,
                "",
                "Normal",
                "SuccessfulCreate",
                "create Pod " + name + " in StatefulSet " + Json.name(set) + " successful");
    }

    private void status(ObjectNode set, int wanted, List<ObjectNode> pods) {
        int ready = (int) pods.stream().filter(Defaults::ready).count();
        String revision = Json.name(set) + "-" + Names.hash(Json.at(set, "spec", "template"));
        var _ =
                store.update(
                        Kind.STATEFUL_SET,
                        Json.namespace(set),
                        Json.name(set),
                        changed ->
                                Json.dig(changed, "status")
                                        .put(
                                                "observedGeneration",
                                                Json.number(set, 1, "metadata", "generation"))
                                        .put("replicas", pods.size())
                                        .put("readyReplicas", ready)
                                        .put("availableReplicas", ready)
                                        .put("currentReplicas", Math.min(wanted, pods.size()))
                                        .put("updatedReplicas", Math.min(wanted, pods.size()))
                                        .put("currentRevision", revision)
                                        .put("updateRevision", revision));
    }
}
