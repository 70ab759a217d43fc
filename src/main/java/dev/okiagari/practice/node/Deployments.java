package dev.okiagari.practice.node;

import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Store;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Gives each template of a deployment a replica set, and rolls from the old one to the new. */
final class Deployments {

    private static final int MAY_MISS_ONE_IN = 4;

    private final Store store;
    private final Owners owners;
    private final Revisions revisions;
    private final Events events;

    Deployments(Store store, Owners owners) {
        this.store = store;
        this.owners = owners;
        this.revisions = new Revisions(store);
        this.events = new Events(store, "deployment-controller", "");
    }

    void look(ObjectNode deployment) {
        String hash = Names.hash(Json.at(deployment, "spec", "template"));
        int wanted = Json.number(deployment, 1, "spec", "replicas");
        List<ObjectNode> sets = owners.owned(Kind.REPLICA_SET, deployment);
        boolean paused = Json.at(deployment, "spec", "paused").asBoolean(false);
        Optional<ObjectNode> current =
                paused && !sets.isEmpty()
                        ? Optional.of(Revisions.newest(sets))
                        : sets.stream().filter(set -> Revisions.has(set, hash)).findFirst();
        if (current.isPresent()) {
            roll(deployment, current.get(), sets, wanted);
        } else {
            ObjectNode made = revisions.create(deployment, hash, wanted, Revisions.next(sets));
            scaled(deployment, made, 0, wanted);
        }
    }

    private void roll(
            ObjectNode deployment, ObjectNode current, List<ObjectNode> sets, int wanted) {
        revisions.renumber(current, sets);
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
                            changed -> Json.dig(changed, "spec").put("replicas", wanted));
            scaled(deployment, set, now, wanted);
        }
    }

    private void scaled(ObjectNode deployment, ObjectNode set, int from, int to) {
        events.record(
                deployment,
                "",
                "Normal",
                "ScalingReplicaSet",
                "Scaled %s replica set %s from %d to %d"
                        .formatted(to > from ? "up" : "down", Json.name(set), from, to));
    }

    private void status(ObjectNode deployment, ObjectNode set, int wanted) {
        int replicas = Json.number(set, 0, "status", "replicas");
        int ready = Json.number(set, 0, "status", "readyReplicas");
        var _ =
                store.update(
                        Kind.DEPLOYMENT,
                        Json.namespace(deployment),
                        Json.name(deployment),
                        changed -> {
                            Revisions.note(changed, Revisions.of(set));
                            ObjectNode status = Json.dig(changed, "status");
                            status.put(
                                            "observedGeneration",
                                            Json.number(changed, 1, "metadata", "generation"))
                                    .put("replicas", replicas)
                                    .put("updatedReplicas", replicas)
                                    .put("readyReplicas", ready)
                                    .put("availableReplicas", ready)
                                    .put("unavailableReplicas", Math.max(0, wanted - ready));
                            conditions(status.withArray("conditions"), set, wanted, ready);
                        });
    }

    private void conditions(ArrayNode conditions, ObjectNode set, int wanted, int ready) {
        boolean available = ready >= wanted - wanted / MAY_MISS_ONE_IN;
        ObjectNode _ =
                Conditions.set(
                        conditions,
                        "Available",
                        available,
                        available ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                        available
                                ? "Deployment has minimum availability."
                                : "Deployment does not have minimum availability.",
                        store.loop().now());
        boolean complete = ready >= wanted;
        ObjectNode _ =
                Conditions.set(
                        conditions,
                        "Progressing",
                        true,
                        complete ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
                        "ReplicaSet \""
                                + Json.name(set)
                                + (complete
                                        ? "\" has successfully progressed."
                                        : "\" is progressing."),
                        store.loop().now());
    }
}
