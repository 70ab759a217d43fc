package dev.okiagari.liveness;

/** A change of a probe has come a step further. Published after it is stored. */
public record ProbeChanged(ProbeChange change) {}
