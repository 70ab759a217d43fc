package dev.okiagari.safety;

/** Everything was stopped, or allowed again. Published after it is stored. */
public record HaltChanged(HaltState state, Actor by) {}
