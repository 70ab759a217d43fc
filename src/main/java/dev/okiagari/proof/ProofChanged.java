package dev.okiagari.proof;

/** A proof has come a step further. Published after it is stored. */
public record ProofChanged(Proof proof) {}
