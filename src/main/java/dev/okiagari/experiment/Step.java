package dev.okiagari.experiment;

import dev.okiagari.cluster.Message;
import java.time.Instant;

/** Something that Okiagari did or saw, by our clock. */
public record Step(Instant at, Message what) {}
