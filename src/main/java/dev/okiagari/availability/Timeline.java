package dev.okiagari.availability;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Answers by the stretch in which they were asked for: one request a stretch at first; whenever
 * there are too many, two stretches become one.
 */
final class Timeline {

    /** As many as a page can show. */
    static final int MOST = 240;

    private final Instant from;
    private final long halfInterval;
    private final int[] good = new int[MOST];
    private final int[] bad = new int[MOST];
    private long bucketMillis;
    private int used;

    Timeline(Instant from, Duration interval) {
        this.from = from;
        this.bucketMillis = interval.toMillis();
        this.halfInterval = bucketMillis / 2;
    }

    void add(Sample sample) {
        // A request is sent a little early or late, and belongs to the time that it was meant for.
        long millis = Duration.between(from, sample.sentAt()).toMillis() + halfInterval;
        while (millis / bucketMillis >= MOST) {
            fold();
        }
        int place = (int) Math.max(0, millis / bucketMillis);
        (sample.isGood() ? good : bad)[place]++;
        used = Math.max(used, place + 1);
    }

    private void fold() {
        for (int i = 0; i < MOST; i++) {
            boolean both = 2 * i + 1 < MOST;
            good[i] = both ? good[2 * i] + good[2 * i + 1] : 0;
            bad[i] = both ? bad[2 * i] + bad[2 * i + 1] : 0;
        }
        bucketMillis *= 2;
        used = (used + 1) / 2;
    }

    long bucketMillis() {
        return bucketMillis;
    }

    List<Availability.Bucket> buckets() {
        return IntStream.range(0, used)
                .mapToObj(i -> new Availability.Bucket(good[i], bad[i]))
                .toList();
    }
}
