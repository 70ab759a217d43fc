package dev.okiagari.cluster;

/** How a container takes part in its pod. A sidecar is an init container that restarts always. */
public enum ContainerType {
    REGULAR,
    INIT,
    SIDECAR,
    EPHEMERAL
}
