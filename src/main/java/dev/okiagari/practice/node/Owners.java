package dev.okiagari.practice.node;

import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Store;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who belongs to whom, and what becomes of those whose owner is gone. */
final class Owners {

    private final Store store;

    Owners(Store store) {
        this.store = store;
    }

    static JsonNode reference(JsonNode owner) {
        ObjectNode reference =
                Json.object(
                        "apiVersion", Json.text(owner, "apiVersion"),
                        "kind", Json.text(owner, "kind"),
                        "name", Json.name(owner),
                        "uid", Json.uid(owner),
                        "controller", true,
                        "blockOwnerDeletion", true);
        return Json.array(List.of(reference));
    }

    List<ObjectNode> owned(Kind kind, JsonNode owner) {
        return store.list(kind).stream()
                .filter(child ->
                        Json.text(child.path("metadata").path("ownerReferences").path(0), "uid")
                                .equals(Json.uid(owner)))
                .toList();
    }

    /** What belonged to an object that is gone goes too. */
    void collect(ObjectNode owner) {
        owned(Kind.REPLICA_SET, owner)
                .forEach(
                        set -> store.delete(Kind.REPLICA_SET, Json.namespace(set), Json.name(set)));
        owned(Kind.POD, owner).forEach(this::end);
    }

    void end(ObjectNode pod) {
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
}
