package dev.okiagari.cluster;

/**
 * One pod, and no other of the same name.
 *
 * @param uid what tells it from a recreated pod of the same name
 */
public record PodRef(String namespace, String name, String uid) {}
