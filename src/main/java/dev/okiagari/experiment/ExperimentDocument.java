package dev.okiagari.experiment;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An experiment as it is stored. What an earlier program did not know is missing there. */
final class ExperimentDocument {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ExperimentDocument() {}

    /** PostgreSQL stores no NUL, and JSON writes it as an escape. */
    static String of(Experiment experiment) {
        return JSON.writeValueAsString(experiment);
    }

    /**
     * @throws tools.jackson.core.JacksonException where it is none
     * @throws IllegalArgumentException where it is null
     */
    static Experiment read(@Nullable String document) {
        JsonNode kept = JSON.readTree(document);
        if (kept instanceof ObjectNode experiment) {
            complete(experiment);
        }
        return JSON.treeToValue(kept, Experiment.class);
    }

    private static void complete(ObjectNode experiment) {
        if (!experiment.has("terms")) {
            experiment.putObject("terms").set("recoveryLimit", experiment.get("recoveryLimit"));
        }
        emptyWhereMissing(experiment.path("forecast"), "notes");
        for (String shot : new String[] {"before", "after"}) {
            experiment
                    .path("evidence")
                    .path(shot)
                    .path("processes")
                    .forEach(process -> emptyWhereMissing(process, "uids"));
        }
    }

    private static void emptyWhereMissing(JsonNode node, String list) {
        if (node instanceof ObjectNode object && !object.has(list)) {
            object.putArray(list);
        }
    }
}
