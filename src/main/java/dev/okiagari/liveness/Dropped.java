package dev.okiagari.liveness;

import dev.okiagari.cluster.Message;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a server made of a probe besides what it was asked for: an older one drops fields that it
 * does not know, without a word, and a number that is nought becomes its default.
 */
final class Dropped {

    private Dropped() {}

    /** The fields that are not in its answer at all. */
    static List<ChangeResult.Fault> faults(ObjectNode asked, JsonNode answered) {
        List<ChangeResult.Fault> faults = new ArrayList<>();
        for (String path : paths(asked)) {
            if (at(answered, path).isMissingNode() && !isNought(at(asked, path))) {
                faults.add(
                        new ChangeResult.Fault(
                                FieldNames.inProbe(path), Refused.message("unknown-field", path)));
            }
        }
        return faults;
    }

    /** Nought seconds of delay are not written, as they say nothing. */
    private static boolean isNought(JsonNode value) {
        return value.isNumber() && value.asInt(0) == 0;
    }

    /** The fields that have another value in its answer. */
    static List<Message> altered(ObjectNode asked, JsonNode answered) {
        List<Message> cautions = new ArrayList<>();
        for (String path : paths(asked)) {
            JsonNode value = at(answered, path);
            JsonNode wanted = at(asked, path);
            if (!value.isMissingNode() && !value.equals(wanted)) {
                cautions.add(
                        Cautions.caution("altered", path, wanted.asString(), value.asString()));
            }
        }
        return cautions;
    }

    private static List<String> paths(ObjectNode asked) {
        List<String> paths = new ArrayList<>();
        asked.properties()
                .forEach(entry -> {
                    if (entry.getValue() instanceof ObjectNode inner) {
                        inner.propertyNames()
                                .forEach(name -> paths.add(entry.getKey() + "." + name));
                    } else {
                        paths.add(entry.getKey());
                    }
                });
        return paths;
    }

    private static JsonNode at(JsonNode probe, String path) {
        JsonNode found = probe;
        for (String name : path.split("\\.", -1)) {
            found = found.path(name);
        }
        return found;
    }
}
