package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Loop;
import dev.okiagari.practice.store.Change;
import dev.okiagari.practice.store.Defaults;
import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Selector;
import dev.okiagari.practice.store.Store;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Deployments, replica sets and disruption budgets: what there is becomes what is wanted. */
public final class Controllers {

    private static final Duration SOON = Duration.ofMillis(50);
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final String HASH = "pod-template-hash";

    private final Store store;
    private final RandomGenerator random;
    private final Events deployments;
    private final Events replicaSets;
    private Loop.@Nullable Timer planned;

    public Controllers(Store store, RandomGenerator random) {
        this.store = store;
        this.random = random;
        this.deployments = new Events(store, "deployment-controller", "");
        this.replicaSets = new Events(store, "replicaset-controller", "");
    }

    public void start() {
        Runnable _ =
                store.listen(change -> {
                    if (change.kind() != Kind.EVENT) {
                        plan();
                    }
                    if (change.type() == Change.Type.DELETED) {
                        store.loop().after(SOON, () -> collect(change.after()));
                    }
                });
        plan();
    }

    private void plan() {
        if (planned == null) {
            planned =
                    store.loop()
                            .after(
                                    SOON,
                                    () -> {
                                        planned = null;
                                        store.list(Kind.DEPLOYMENT).forEach(this::deployment);
                                        store.list(Kind.REPLICA_SET).forEach(this::replicaSet);
                                        store.list(Kind.DISRUPTION_BUDGET).forEach(this::budget);
                                    });
        }
    }

    /** What belonged to an object that is gone goes too. */
    private void collect(ObjectNode owner) {
        for (Kind kind : List.of(Kind.REPLICA_SET, Kind.POD)) {
            owned(kind, owner)
                    .forEach(child -> {
                        if (kind == Kind.POD) {
                            end(child);
                        } else {
                            store.delete(kind, Json.namespace(child), Json.name(child));
                        }
                    });
        }
    }

    private List<ObjectNode> owned(Kind kind, JsonNode owner) {
        return store.list(kind).stream()
                .filter(child ->
                        Json.text(child.path("metadata").path("ownerReferences").path(0), "uid")
                                .equals(Json.uid(owner)))
                .toList();
    }

    private void end(ObjectNode pod) {
        int grace = Json.number(pod, 30, "spec", "terminationGracePeriodSeconds");
        var _ =
                store.update(
                        Kind.POD,
                        Json.namespace(pod),
                        Json.name(pod),
                        ending -> {
                            if (!Json.terminating(ending)) {
                                Json.dig(ending, "metadata")
                                        .put(
                                                "deletionTimestamp",
                                                Json.time(store.loop().now().plusSeconds(grace)))
                                        .put("deletionGracePeriodSeconds", grace);
                            }
                        });
    }

    private void deployment(ObjectNode deployment) {
        String hash = hash(Json.at(deployment, "spec", "template"));
        int wanted = Json.number(deployment, 1, "spec", "replicas");
        List<ObjectNode> sets = owned(Kind.REPLICA_SET, deployment);
        ObjectNode current =
                sets.stream()
                        .filter(set -> Json.text(set, "metadata", "labels", HASH).equals(hash))
                        .findFirst()
                        .orElse(null);
        if (current == null) {
            ObjectNode made = replicaSetOf(deployment, hash, wanted);
            deployments.record(
                    deployment,
                    "",
                    "Normal",
                    "ScalingReplicaSet",
                    "Scaled up replica set " + Json.name(made) + " from 0 to " + wanted);
            return;
        }
        scale(deployment, current, wanted);
        boolean complete = Json.number(current, 0, "status", "readyReplicas") >= wanted;
        sets.stream()
                .filter(set -> complete && !Json.uid(set).equals(Json.uid(current)))
                .forEach(old -> scale(deployment, old, 0));
        status(deployment, current, wanted);
    }

    private void scale(ObjectNode deployment, ObjectNode set, int wanted) {
        int now = Json.number(set, 0, "spec", "replicas");
        if (now != wanted) {
            var _ =
                    store.update(
                            Kind.REPLICA_SET,
                            Json.namespace(set),
                            Json.name(set),
                            scaled -> Json.dig(scaled, "spec").put("replicas", wanted));
            deployments.record(
                    deployment,
                    "",
                    "Normal",
                    "ScalingReplicaSet",
                    "Scaled "
                            + (wanted > now ? "up" : "down")
                            + " replica set "
                            + Json.name(set)
                            + " from "
                            + now
                            + " to "
                            + wanted);
        }
    }

    private void status(ObjectNode deployment, ObjectNode set, int wanted) {
        int ready = Json.number(set, 0, "status", "readyReplicas");
        var _ =
                store.update(
                        Kind.DEPLOYMENT,
                        Json.namespace(deployment),
                        Json.name(deployment),
                        changed -> {
                            ObjectNode status = Json.dig(changed, "status");
                            status.put(
                                    "observedGeneration",
                                    Json.number(changed, 1, "metadata", "generation"));
                            status.put("replicas", Json.number(set, 0, "status", "replicas"))
                                    .put(
                                            "updatedReplicas",
                                            Json.number(set, 0, "status", "replicas"));
                            status.put("readyReplicas", ready)
                                    .put("availableReplicas", ready)
                                    .put("unavailableReplicas", Math.max(0, wanted - ready));
                        });
    }

    private ObjectNode replicaSetOf(ObjectNode deployment, String hash, int replicas) {
        ObjectNode template = Json.at(deployment, "spec", "template").deepCopy().asObject();
        Json.dig(template, "metadata", "labels").put(HASH, hash);
        ObjectNode labels = Json.dig(template, "metadata", "labels").deepCopy();
        ObjectNode selector =
                Json.object(
                        "matchLabels",
                        Json.at(deployment, "spec", "selector", "matchLabels").deepCopy());
        Json.dig(selector, "matchLabels").put(HASH, hash);
        ObjectNode metadata =
                Json.object(
                        "name",
                        Json.name(deployment) + "-" + hash,
                        "namespace",
                        Json.namespace(deployment),
                        "labels",
                        labels,
                        "generation",
                        1);
        metadata.set("ownerReferences", owners(deployment));
        return store.create(
                Kind.REPLICA_SET,
                Json.object(
                        "metadata",
                        metadata,
                        "spec",
                        Json.object(
                                "replicas", replicas, "selector", selector, "template", template),
                        "status",
                        Json.object("replicas", 0)));
    }

    private static JsonNode owners(JsonNode owner) {
        return Json.array(
                List.of(
                        Json.object(
                                "apiVersion",
                                Json.text(owner, "apiVersion"),
                                "kind",
                                Json.text(owner, "kind"),
                                "name",
                                Json.name(owner),
                                "uid",
                                Json.uid(owner),
                                "controller",
                                true,
                                "blockOwnerDeletion",
                                true)));
    }

    private void replicaSet(ObjectNode set) {
        int wanted = Json.number(set, 0, "spec", "replicas");
        List<ObjectNode> all = owned(Kind.POD, set);
        List<ObjectNode> active =
                all.stream()
                        .filter(pod ->
                                !Json.terminating(pod)
                                        && !List.of("Succeeded", "Failed")
                                                .contains(Json.text(pod, "status", "phase")))
                        .toList();
        for (int missing = active.size(); missing < wanted; missing++) {
            ObjectNode pod = podOf(set);
            replicaSets.record(
                    set, "", "Normal", "SuccessfulCreate", "Created pod: " + Json.name(pod));
        }
        active.stream()
                .sorted(Comparator.comparing(Defaults::ready))
                .limit(Math.max(0, active.size() - wanted))
                .forEach(pod -> {
                    end(pod);
                    replicaSets.record(
                            set,
                            "",
                            "Normal",
                            "SuccessfulDelete",
                            "Deleted pod: " + Json.name(pod));
                });
        int ready = (int) active.stream().filter(Defaults::ready).count();
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
                                        .put("observedGeneration", 1));
    }

    private ObjectNode podOf(ObjectNode set) {
        JsonNode template = Json.at(set, "spec", "template");
        ObjectNode metadata = template.path("metadata").deepCopy().asObject();
        metadata.put("name", Json.name(set) + "-" + random(5))
                .put("generateName", Json.name(set) + "-")
                .put("namespace", Json.namespace(set))
                .put("generation", 1);
        metadata.set("ownerReferences", owners(set));
        ObjectNode pod =
                Json.object("metadata", metadata, "spec", template.path("spec").deepCopy());
        Defaults.fill(Kind.POD, pod);
        return store.create(Kind.POD, pod);
    }

    private void budget(ObjectNode budget) {
        Selector selector =
                Selector.matching(
                        Json.namespace(budget), Json.at(budget, "spec", "selector", "matchLabels"));
        List<ObjectNode> pods = store.list(Kind.POD).stream().filter(selector).toList();
        int healthy =
                (int)
                        pods.stream()
                                .filter(pod -> !Json.terminating(pod) && Defaults.ready(pod))
                                .count();
        int needs = Json.number(budget, 0, "spec", "minAvailable");
        var _ =
                store.update(
                        Kind.DISRUPTION_BUDGET,
                        Json.namespace(budget),
                        Json.name(budget),
                        changed ->
                                Json.dig(changed, "status")
                                        .put("currentHealthy", healthy)
                                        .put("desiredHealthy", needs)
                                        .put("expectedPods", pods.size())
                                        .put("disruptionsAllowed", Math.max(0, healthy - needs)));
    }

    private String random(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private static String hash(JsonNode template) {
        return Integer.toUnsignedString(Json.write(template).hashCode(), 16);
    }
}
