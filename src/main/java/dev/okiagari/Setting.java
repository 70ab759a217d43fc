package dev.okiagari;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One setting that exists.
 *
 * @param name such as {@code okiagari.data-dir}
 * @param type the Java type that it is bound to
 */
record Setting(String name, String type) {

    static final String PREFIX = "okiagari.";
    static final String VARIABLE_PREFIX = "OKIAGARI_";

    private static final Pattern INDEXES = Pattern.compile("(\\[\\d+])+");
    private static final Pattern VARIABLE_INDEXES = Pattern.compile("(_\\d+)+");

    /** As an environment variable, the way people write it. */
    String variable() {
        return variable("_");
    }

    boolean isProperty(String candidate) {
        String wanted = plain(name);
        String given = plain(candidate);
        return given.startsWith(wanted)
                && isRest(given.substring(wanted.length()), INDEXES, "[.\\[].+");
    }

    boolean isVariable(String candidate) {
        return isVariable(candidate, variable("_")) || isVariable(candidate, variable(""));
    }

    private boolean isVariable(String candidate, String wanted) {
        return candidate.startsWith(wanted)
                && isRest(candidate.substring(wanted.length()), VARIABLE_INDEXES, "_.+");
    }

    private boolean isRest(String rest, Pattern indexes, String mapKey) {
        return rest.isEmpty()
                || indexes.matcher(rest).matches()
                || (hasParts() && rest.matches(mapKey));
    }

    /** Maps, and records of ours that the compiler did not look into. */
    private boolean hasParts() {
        return type.startsWith("java.util.Map") || type.contains("dev.okiagari.");
    }

    private String variable(String dash) {
        return name.replace("-", dash).replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** Spring takes a name with or without dashes, in either case. */
    private static String plain(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }
}
