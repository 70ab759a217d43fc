package dev.okiagari.practice.node;

import dev.okiagari.practice.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
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
        for (byte each : Json.write(template).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xff)) * FNV_PRIME;
        }
        StringBuilder text = new StringBuilder();
        Integer.toUnsignedString(hash)
                .chars()
                .forEach(digit -> text.append(ALPHABET.charAt(digit % ALPHABET.length())));
        return text.toString();
    }
}
