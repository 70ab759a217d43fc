package dev.okiagari.practice.store;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Which objects of a kind are meant: by namespace, labels and fields. */
public final class Selector implements Predicate<JsonNode> {

    private static final Pattern SET =
            Pattern.compile("(?<key>\\S+)\\s+(?<not>not)?in\\s*\\((?<values>[^)]*)\\)");
    private static final Pattern EQUALITY =
            Pattern.compile("(?<key>[^!=\\s]+)\\s*(?<operator>!=|==|=)\\s*(?<value>.*)");

    private final Predicate<JsonNode> test;

    private Selector(Predicate<JsonNode> test) {
        this.test = test;
    }

    /** All of these in which the texts are not empty. */
    public static Selector of(String namespace, String labels, String fields) {
        Predicate<JsonNode> test =
                object -> namespace.isEmpty() || Json.namespace(object).equals(namespace);
        for (String requirement : split(labels)) {
            test = test.and(label(requirement));
        }
        for (String requirement : split(fields)) {
            test = test.and(field(requirement));
        }
        return new Selector(test);
    }

    /** What a workload's {@code matchLabels} select in its namespace. */
    public static Selector matching(String namespace, JsonNode matchLabels) {
        return new Selector(object ->
                Json.namespace(object).equals(namespace)
                        && !matchLabels.isEmpty()
                        && matchLabels.properties().stream()
                                .allMatch(label ->
                                        Json.at(object, "metadata", "labels", label.getKey())
                                                .equals(label.getValue())));
    }

    /** What a budget selects: an empty selector is one for the whole namespace. */
    public static Selector selecting(JsonNode owner) {
        String namespace = Json.namespace(owner);
        JsonNode selector = Json.at(owner, "spec", "selector");
        JsonNode labels = selector.path("matchLabels");
        Predicate<JsonNode> test =
                object ->
                        Json.namespace(object).equals(namespace)
                                && labels.properties().stream()
                                        .allMatch(label ->
                                                value(object, label.getKey())
                                                        .equals(label.getValue().asString("")));
        for (JsonNode requirement : selector.path("matchExpressions")) {
            test = test.and(expression(requirement));
        }
        return new Selector(test);
    }

    private static Predicate<JsonNode> expression(JsonNode requirement) {
        String key = Json.text(requirement, "key");
        List<String> values =
                Json.items(requirement.path("values")).stream()
                        .map(value -> value.asString(""))
                        .toList();
        return switch (Json.text(requirement, "operator")) {
            case "In" -> object -> has(object, key) && values.contains(value(object, key));
            case "NotIn" -> object -> !has(object, key) || !values.contains(value(object, key));
            case "Exists" -> object -> has(object, key);
            default -> object -> !has(object, key);
        };
    }

    private static List<String> split(String text) {
        return Stream.of(text.split(",(?![^(]*\\))", -1))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Predicate<JsonNode> label(String requirement) {
        Matcher set = SET.matcher(requirement);
        if (set.matches()) {
            List<String> values =
                    Stream.of(set.group("values").split(",", -1)).map(String::trim).toList();
            boolean not = set.group("not") != null;
            return object ->
                    not
                            != (has(object, set.group("key"))
                                    && values.contains(value(object, set.group("key"))));
        }
        Matcher equality = EQUALITY.matcher(requirement);
        if (equality.matches()) {
            String key = equality.group("key");
            boolean equal = !equality.group("operator").equals("!=");
            return object ->
                    equal
                            == (has(object, key)
                                    && value(object, key).equals(equality.group("value")));
        }
        return requirement.startsWith("!")
                ? object -> !has(object, requirement.substring(1))
                : object -> has(object, requirement);
    }

    private static boolean has(JsonNode object, String key) {
        return Json.at(object, "metadata", "labels").has(key);
    }

    private static String value(JsonNode object, String key) {
        return Json.text(object, "metadata", "labels", key);
    }

    private static Predicate<JsonNode> field(String requirement) {
        Matcher equality = EQUALITY.matcher(requirement);
        if (!equality.matches()) {
            return object -> true;
        }
        String[] path = equality.group("key").split("\\.", -1);
        boolean equal = !equality.group("operator").equals("!=");
        return object -> equal == Json.text(object, path).equals(equality.group("value"));
    }

    @Override
    public boolean test(JsonNode object) {
        return test.test(object);
    }
}
