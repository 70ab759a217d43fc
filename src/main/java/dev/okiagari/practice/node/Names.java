package dev.okiagari.practice.node;

import dev.okiagari.practice.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Ends of names in Kubernetes' own alphabet, which has no vowels and nothing that looks alike. */
final class Names {

    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int SUFFIX = 5;
    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 16777619;

    private Names() {}

    static String suffix(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < SUFFIX; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** The hash of a pod template: FNV-1a, of which each decimal digit becomes a letter. */
    static String hash(JsonNode template) {
        int hash = FNV_OFFSET;
        for (byte each : canonical(template).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xff)) * FNV_PRIME;
        }
        StringBuilder text = new StringBuilder();
        Integer.toUnsignedString(hash)
                .chars()
                .forEach(digit -> text.append(ALPHABET.charAt(digit % ALPHABET.length())));
        return text.toString();
    }

    /** The same for templates that say the same, in whatever order and with whatever left empty. */
    private static String canonical(JsonNode node) {
        if (node.isArray()) {
            return Json.items(node).stream()
                    .map(Names::canonical)
                    .collect(Collectors.joining(",", "[", "]"));
        }
        return node.isObject()
                ? node.properties().stream()
                        .filter(entry -> says(entry.getValue()))
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey() + ":" + canonical(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"))
                : node.toString();
    }

    private static boolean says(JsonNode value) {
        return !value.isNull() && !(value.isContainer() && value.isEmpty());
    }
}
