package dev.okiagari.practice;

import dev.okiagari.practice.store.Defaults;
import dev.okiagari.practice.store.Json;
import dev.okiagari.practice.store.Kind;
import dev.okiagari.practice.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.node.ObjectNode;

/** What there is to practise on, as the manifests among the resources say. */
final class TeachingSet {

    private static final String MANIFESTS = "/practice/teaching-set.yaml";

    private TeachingSet() {}

    /**
     * @param id of the cluster: the UID of its kube-system
     */
    static void load(Store store, String id) {
        try (InputStream manifests = TeachingSet.class.getResourceAsStream(MANIFESTS)) {
            if (manifests == null) {
                throw new IllegalStateException(MANIFESTS + " is missing");
            }
            Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
            yaml.loadAll(manifests)
                    .forEach(document -> add(store, (ObjectNode) Json.tree(document), id));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void add(Store store, ObjectNode object, String id) {
        Kind kind = Kind.named(Json.text(object, "kind")).orElseThrow();
        ObjectNode metadata = Json.dig(object, "metadata");
        if (kind == Kind.NAMESPACE) {
            String seed = id + "/" + Json.name(object);
            boolean system = Json.name(object).equals("kube-system");
            metadata.put("uid", system ? id : derived(seed));
        }
        if (kind == Kind.DEPLOYMENT) {
            metadata.put("generation", 1);
        }
        if (kind == Kind.NODE) {
            node(store, object, id);
        }
        Defaults.fill(kind, object);
        ObjectNode _ = store.create(kind, object);
    }

    private static void node(Store store, ObjectNode object, String id) {
        ObjectNode info = Json.dig(object, "status", "nodeInfo");
        for (String field : List.of("bootID", "machineID", "systemUUID")) {
            info.put(field, derived(id + "/" + field));
        }
        Json.at(object, "status", "conditions")
                .forEach(condition ->
                        ((ObjectNode) condition)
                                .put("lastHeartbeatTime", Json.time(store.loop().now()))
                                .put("lastTransitionTime", Json.time(store.loop().now())));
    }

    private static String derived(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
