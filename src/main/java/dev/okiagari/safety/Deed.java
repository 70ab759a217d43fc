package dev.okiagari.safety;

/**
 * What a person would need on the cluster to do the same with kubectl.
 *
 * @param resource with its subresource: {@code pods/exec}
 */
public record Deed(String verb, String resource) {

    public static final Deed EXEC = new Deed("create", "pods/exec");
}
