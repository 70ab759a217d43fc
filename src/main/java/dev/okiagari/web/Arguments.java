package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The arguments of a command in a text field: one a line, as they are; or a JSON array of strings,
 * for those that hold a line break or nothing at all. Nothing in it is read as a shell would.
 */
final class Arguments {

    private static final String FIELD = "probe.handler.command";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Arguments() {}

    /**
     * At least one.
     *
     * @throws ApiProblem where there is none
     */
    static List<String> parse(String text) {
        List<String> arguments =
                text.stripLeading().startsWith("[")
                        ? array(text)
                        : text.lines().filter(line -> !line.isEmpty()).toList();
        if (arguments.isEmpty()) {
            throw ApiProblem.badField(FIELD, Message.of("api.input.needed"));
        }
        return arguments;
    }

    private static List<String> array(String text) {
        try {
            List<String> arguments = new ArrayList<>();
            for (JsonNode argument : JSON.readTree(text)) {
                arguments.add(argument.asString(""));
            }
            return arguments;
        } catch (JacksonException malformed) {
            throw ApiProblem.badField(FIELD, Message.of("web.change.arguments"));
        }
    }

    static String text(List<String> arguments) {
        boolean plain =
                arguments.stream().noneMatch(one -> one.isEmpty() || one.lines().count() > 1)
                        && !arguments.getFirst().stripLeading().startsWith("[");
        return plain ? String.join("\n", arguments) : JSON.writeValueAsString(arguments);
    }
}
