package dev.okiagari.cluster;

import java.time.Duration;

/** A time that is known only to lie between two. */
public record Span(Duration min, Duration max) {

    public static final Span NONE = new Span(Duration.ZERO, Duration.ZERO);

    public Span {
        if (max.compareTo(min) < 0) {
            throw new IllegalArgumentException("a span cannot end before it begins");
        }
    }

    public static Span exactly(Duration both) {
        return new Span(both, both);
    }

    public Span plus(Span other) {
        return new Span(min.plus(other.min), max.plus(other.max));
    }
}
