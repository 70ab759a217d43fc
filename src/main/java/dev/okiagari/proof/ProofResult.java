package dev.okiagari.proof;

/** What came of asking for a proof. */
public sealed interface ProofResult permits ProofResult.Started, ProofRefused {

    /** It is stored, and the first hang follows at once. */
    record Started(Proof proof) implements ProofResult {}
}
