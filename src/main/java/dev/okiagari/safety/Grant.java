package dev.okiagari.safety;

import java.util.List;

/**
 * A role, and where it holds.
 *
 * @param namespaces names, patterns or {@code *}
 */
public record Grant(Role role, List<String> namespaces) {

    private static final String ALL = "*";

    public Grant {
        namespaces = List.copyOf(namespaces);
    }

    /** The role in every namespace, those that are yet to come included. */
    public static Grant everywhere(Role role) {
        return new Grant(role, List.of(ALL));
    }

    boolean isEverywhere() {
        return namespaces.contains(ALL);
    }

    boolean holdsIn(String namespace) {
        return Patterns.anyMatches(namespaces, namespace);
    }
}
