package dev.okiagari.liveness;

import dev.okiagari.cluster.Span;
import java.time.Duration;

/** Whole seconds for sentences, rounded so that what is said stays true. */
final class Seconds {

    private Seconds() {}

    static long least(Span span) {
        return span.min().toSeconds();
    }

    static long most(Span span) {
        return span.max().plusMillis(999).toSeconds();
    }

    static long nearest(Duration time) {
        return time.plusMillis(500).toSeconds();
    }
}
