package dev.okiagari.proof;

import dev.okiagari.cluster.Message;
import java.time.Instant;

/** What was done or seen, and when by our clock. */
public record ProofStep(Instant at, Message what) {}
