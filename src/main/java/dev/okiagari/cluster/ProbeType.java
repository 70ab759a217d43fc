package dev.okiagari.cluster;

/** What a probe asks. */
public enum ProbeType {
    LIVENESS,
    READINESS,
    STARTUP
}
