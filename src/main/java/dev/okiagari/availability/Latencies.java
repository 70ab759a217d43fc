package dev.okiagari.availability;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How long good answers took: a count a millisecond, however many there are. */
final class Latencies {

    private final SortedMap<Integer, Integer> counts = new TreeMap<>();
    private int all;

    void add(int millis) {
        counts.merge(Math.max(0, millis), 1, Integer::sum);
        all++;
    }

    Availability.@Nullable Latency sum() {
        return all == 0 ? null : new Availability.Latency(rank(0.50), rank(0.95), counts.lastKey());
    }

    /** The smallest that so large a share is not above. */
    private int rank(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * all));
        long passed = 0;
        for (var count : counts.entrySet()) {
            passed += count.getValue();
            if (passed >= wanted) {
                return count.getKey();
            }
        }
        return counts.lastKey();
    }
}
