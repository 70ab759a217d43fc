package dev.okiagari.replica;

/**
 * It was looked who is there. What belongs to a replica that is not on the roll may be taken up;
 * published when one has gone, and from time to time, on the thread that looks.
 */
public record RollCalled() {}
