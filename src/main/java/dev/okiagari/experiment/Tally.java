package dev.okiagari.experiment;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a repeat has come to so far.
 *
 * @param runs the first one first
 * @param spread null before the first recovery
 */
public record Tally(List<UUID> runs, @Nullable Spread spread) {

    /** Of what is no repeat, or has no run yet. */
    public static final Tally NONE = new Tally(List.of(), null);

    public Tally {
        runs = List.copyOf(runs);
    }
}
