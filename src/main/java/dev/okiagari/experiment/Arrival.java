package dev.okiagari.experiment;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * When a command said that it has done its work. Its end is told later: a node's runtime has to
 * notice it first, and the cluster to pass it on.
 */
final class Arrival implements Consumer<String> {

    private static final String SAID = "\n" + Scripts.SENT + "\n";

    private final Clock clock;
    private String tail = "\n";
    private @Nullable Instant at;

    Arrival(Clock clock) {
        this.clock = clock;
    }

    /**
     * Hears some of its output.
     *
     * @param output a piece that may begin and end within a line
     */
    @Override
    public synchronized void accept(String output) {
        String heard = tail + output;
        if (at == null && heard.contains(SAID)) {
            at = now();
        }
        tail = heard.substring(Math.max(0, heard.length() - SAID.length()));
    }

    /** When its work was done at the latest; now, where it has said nothing. */
    synchronized Instant at() {
        return at == null ? now() : at;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
