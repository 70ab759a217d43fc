package dev.okiagari.replica;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who of the others gives signs of life. No clock is compared with another's: one is missing whose
 * beats have not changed for long while this process looked all the time.
 */
final class Attendance {

    private final Duration patience;
    private final Map<String, Sign> signs = new HashMap<>();

    private record Sign(long beat, Elapsed.Mark since) {}

    Attendance(Duration patience) {
        this.patience = patience;
    }

    /** Nobody looked for a while: what stood still then says nothing. */
    void forget() {
        signs.clear();
    }

    /**
     * Who has just left the roll, or has given no sign for long.
     *
     * @param beats of the others, as they are now
     */
    Missing look(Map<String, Long> beats, Elapsed.Mark now) {
        Set<String> left = new HashSet<>(signs.keySet());
        left.removeAll(beats.keySet());
        signs.keySet().removeAll(left);
        Map<String, Long> silent = new HashMap<>();
        beats.forEach((id, beat) -> {
            Sign sign = signs.get(id);
            if (sign == null || sign.beat() != beat) {
                signs.put(id, new Sign(beat, now));
            } else if (Elapsed.between(sign.since(), now).compareTo(patience) >= 0) {
                silent.put(id, beat);
            }
        });
        return new Missing(left, silent);
    }

    /**
     * Who is missing.
     *
     * @param left those that were on the roll at the last look
     * @param silent those that still are, with their last beat
     */
    record Missing(Set<String> left, Map<String, Long> silent) {}
}
