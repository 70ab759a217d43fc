package dev.okiagari.cluster;

/** What kind of cluster answers. */
public enum ClusterKind {
    PRACTICE,
    KUBERNETES,
    OPENSHIFT
}
