package dev.okiagari.practice.node;

import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Store;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The replica sets of a deployment, one for each of its templates, numbered as they were used. */
final class Revisions {

    private static final String HASH = "pod-template-hash";
    private static final String REVISION = "deployment.kubernetes.io/revision";

    private final Store store;

    Revisions(Store store) {
        this.store = store;
    }

    static String of(JsonNode object) {
        return Json.text(object, "metadata", "annotations", REVISION);
    }

    static void note(ObjectNode object, String revision) {
        Json.dig(object, "metadata", "annotations").put(REVISION, revision);
    }

    static boolean has(JsonNode set, String hash) {
        return Json.text(set, "metadata", "labels", HASH).equals(hash);
    }

    static String next(List<ObjectNode> sets) {
        return Integer.toString(1 + highest(sets));
    }

    /** The one that was used last, of at least one. */
    static ObjectNode newest(List<ObjectNode> sets) {
        String highest = Integer.toString(highest(sets));
        return sets.stream()
                .filter(set -> of(set).equals(highest))
                .findFirst()
                .orElse(sets.getFirst());
    }

    private static int highest(List<ObjectNode> sets) {
        return sets.stream()
                .map(Revisions::of)
                .filter(revision -> revision.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }

    /** A template that is used again gets the newest number again. */
    void renumber(ObjectNode current, List<ObjectNode> sets) {
        if (!of(current).equals(Integer.toString(highest(sets)))) {
            var _ =
                    store.update(
                            Kind.REPLICA_SET,
                            Json.namespace(current),
                            Json.name(current),
                            set -> note(set, next(sets)));
        }
    }

    ObjectNode create(ObjectNode deployment, String hash, int replicas, String revision) {
        ObjectNode template = Json.at(deployment, "spec", "template").deepCopy().asObject();
        Json.dig(template, "metadata", "labels").put(HASH, hash);
        ObjectNode selector = Json.at(deployment, "spec", "selector").deepCopy().asObject();
        Json.dig(selector, "matchLabels").put(HASH, hash);
        ObjectNode metadata =
                Json.object(
                        "name",
                        Json.name(deployment) + "-" + hash,
                        "namespace",
                        Json.namespace(deployment),
                        "labels",
                        Json.dig(template, "metadata", "labels").deepCopy(),
                        "generation",
                        1);
        metadata.set("ownerReferences", Owners.reference(deployment));
        ObjectNode set =
                Json.object(
                        "metadata",
                        metadata,
                        "spec",
                        Json.object(
                                "replicas", replicas, "selector", selector, "template", template),
                        "status",
                        Json.object("replicas", 0));
        note(set, revision);
        return store.create(Kind.REPLICA_SET, set);
    }
}
