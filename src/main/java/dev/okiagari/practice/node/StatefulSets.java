package dev.okiagari.practice.node;

import dev.okiagari.practice.store.Defaults;
import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Store;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the numbered pods of a stateful set: each comes once those before it are ready. */
final class StatefulSets {

    static final String REVISION = "controller-revision-hash";

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
        String revision = revision(set);
        if (next(set, wanted, revision)) {
            roll(set, pods, revision);
        }
        status(set, wanted, pods, revision);
    }

    private static int ordinal(ObjectNode pod) {
        String name = Json.name(pod);
        String end = name.substring(name.lastIndexOf('-') + 1);
        return end.matches("\\d{1,6}") ? Integer.parseInt(end) : 0;
    }

    private static String revision(ObjectNode set) {
        return Json.name(set) + "-" + Names.hash(Json.at(set, "spec", "template"));
    }

    /** From the last pod to the first, one at a time; not those below the partition. */
    private void roll(ObjectNode set, List<ObjectNode> pods, String revision) {
        JsonNode strategy = Json.at(set, "spec", "updateStrategy");
        int partition = Json.number(strategy, 0, "rollingUpdate", "partition");
        if (Json.text(strategy, "type").equals("RollingUpdate")) {
            pods.stream()
                    .filter(pod -> !has(pod, revision) && ordinal(pod) >= partition)
                    .max(Comparator.comparingInt(StatefulSets::ordinal))
                    .ifPresent(owners::end);
        }
    }

    private static boolean has(JsonNode pod, String revision) {
        return Json.text(pod, "metadata", "labels", REVISION).equals(revision);
    }

    /** Whether all are there, ready and staying. */
    private boolean next(ObjectNode set, int wanted, String revision) {
        for (int i = 0; i < wanted; i++) {
            String name = Json.name(set) + "-" + i;
            Optional<ObjectNode> there = store.get(Kind.POD, Json.namespace(set), name);
            if (there.isEmpty()) {
                create(set, name, revision);
            }
            if (there.filter(Defaults::ready).filter(pod -> !Json.terminating(pod)).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private void create(ObjectNode set, String name, String revision) {
        ObjectNode pod = ReplicaSets.pod(set, name);
        Json.dig(pod, "metadata").put("generateName", Json.name(set) + "-");
        Json.dig(pod, "metadata", "labels")
                .put("statefulset.kubernetes.io/pod-name", name)
                .put(REVISION, revision);
        ObjectNode _ = store.create(Kind.POD, pod);
        events.record(
                set,
                "",
                "Normal",
                "SuccessfulCreate",
                "create Pod " + name + " in StatefulSet " + Json.name(set) + " successful");
    }

    private void status(ObjectNode set, int wanted, List<ObjectNode> pods, String revision) {
        int ready = (int) pods.stream().filter(Defaults::ready).count();
        int updated = (int) pods.stream().filter(pod -> has(pod, revision)).count();
        String before = Json.text(set, "status", "currentRevision");
        boolean complete = before.isEmpty() || (updated == pods.size() && ready >= wanted);
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
                                        .put(
                                                "currentReplicas",
                                                complete ? updated : pods.size() - updated)
                                        .put("updatedReplicas", updated)
                                        .put("currentRevision", complete ? revision : before)
                                        .put("updateRevision", revision));
    }
}
