package dev.okiagari.liveness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A workload as the API tells it, as the JSON that it is: what is changed must come back byte by
 * byte, also fields that nobody here knows of.
 *
 * @param tree without nulls, which say nothing: some versions of the API write them
 */
record Workload(ObjectNode tree) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    Workload {
        dropNulls(tree);
    }

    /**
     * @throws tools.jackson.core.JacksonException where it is no JSON object
     */
    static Workload parse(String json) {
        return new Workload((ObjectNode) JSON.readTree(json));
    }

    private static void dropNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List.copyOf(object.properties()).stream()
                    .filter(entry -> entry.getValue().isNull())
                    .forEach(entry -> object.remove(entry.getKey()));
        }
        node.forEach(Workload::dropNulls);
    }

    String uid() {
        return metadata().path("uid").asString("");
    }

    String version() {
        return metadata().path("resourceVersion").asString("");
    }

    /** It counts the changes of what is wanted, and none of what has come about. */
    long generation() {
        return metadata().path("generation").asLong(0);
    }

    JsonNode metadata() {
        return tree.path("metadata");
    }

    JsonNode spec() {
        return tree.path("spec");
    }

    JsonNode template() {
        return spec().path("template");
    }

    String templateText() {
        return JSON.writeValueAsString(template());
    }

    /** The containers that run as long as the pod does, sidecars behind the others. */
    List<Place> places() {
        List<Place> places = new ArrayList<>(places("containers"));
        places("initContainers").stream()
                .filter(place ->
                        place.container().path("restartPolicy").asString("").equals("Always"))
                .forEach(places::add);
        return places;
    }

    private List<Place> places(String list) {
        JsonNode containers = template().path("spec").path(list);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < containers.size(); i++) {
            places.add(new Place("/spec/template/spec/" + list + "/" + i, containers.path(i)));
        }
        return places;
    }

    Optional<Place> place(String container) {
        return places().stream().filter(place -> place.name().equals(container)).findFirst();
    }

    /**
     * Where in it a container stands.
     *
     * @param path as JSON Patch writes it
     */
    record Place(String path, JsonNode container) {

        String name() {
            return container.path("name").asString("");
        }

        /** The numbers of its ports, in order. */
        List<Integer> ports() {
            return StreamSupport.stream(container.path("ports").spliterator(), false)
                    .map(port -> port.path("containerPort").asInt(0))
                    .toList();
        }

        /** The number of a port that is given as such or by its name; empty where it has none. */
        Optional<Integer> port(String numberOrName) {
            if (numberOrName.matches("\\d{1,9}")) {
                return Optional.of(Integer.valueOf(numberOrName));
            }
            return StreamSupport.stream(container.path("ports").spliterator(), false)
                    .filter(port -> port.path("name").asString("").equals(numberOrName))
                    .map(port -> port.path("containerPort").asInt(0))
                    .findFirst();
        }
    }
}
