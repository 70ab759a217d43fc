package dev.okiagari.safety;

import java.util.Locale;

/**
 * What a person would need on the cluster to do the same with kubectl.
 *
 * @param resource with its subresource: {@code pods/exec}
 */
public record Deed(String verb, String resource) {

    public static final Deed EXEC = new Deed("create", "pods/exec");

    /** A change of a workload of that kind. */
    public static Deed patch(String kind) {
        return new Deed("patch", kind.toLowerCase(Locale.ROOT) + "s");
    }
}
