package dev.okiagari.availability;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All answers of one watch, in the order in which they were asked for. */
final class Samples {

    /** As many as a page can show. */
    private static final int MOST_BUCKETS = 240;

    private final Instant from;
    private final Duration interval;

    /** By the number of the request: answers come in any order. */
    private final TreeMap<Long, Sample> samples = new TreeMap<>();

    Samples(Instant from, Duration interval) {
        this.from = from;
        this.interval = interval;
    }

    synchronized void add(long number, Sample sample) {
        samples.put(number, sample);
    }

    /** Whether the last answer that is there was a bad one. */
    synchronized boolean isDown() {
        return !samples.isEmpty() && !samples.lastEntry().getValue().good();
    }

    synchronized Availability sum(String via, boolean complete) {
        List<Sample> all = List.copyOf(samples.values());
        long bucket = bucketMillis();
        return new Availability(
                from,
                all.size(),
                (int) all.stream().filter(sample -> !sample.good()).count(),
                outages(all),
                latency(all),
                timeline(all, bucket),
                bucket,
                via,
                complete);
    }

    private static List<Availability.Outage> outages(List<Sample> all) {
        List<Availability.Outage> outages = new ArrayList<>();
        @Nullable Instant down = null;
        for (Sample sample : all) {
            if (!sample.good() && down == null) {
                down = sample.sentAt();
            } else if (sample.good() && down != null) {
                outages.add(new Availability.Outage(down, sample.sentAt()));
                down = null;
            }
        }
        if (down != null) {
            outages.add(new Availability.Outage(down, null));
        }
        return outages;
    }

    private static Availability.@Nullable Latency latency(List<Sample> all) {
        int[] good = all.stream().filter(Sample::good).mapToInt(Sample::millis).toArray();
        Arrays.sort(good);
        return good.length == 0
                ? null
                : new Availability.Latency(
                        rank(good, 0.50), rank(good, 0.95), good[good.length - 1]);
    }

    /** The smallest that so large a share is not above. */
    private static int rank(int[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    /** A multiple of the interval, so that each stretch has as many requests as the others. */
    private long bucketMillis() {
        long last = samples.isEmpty() ? 0 : samples.lastKey();
        return interval.toMillis() * (last / MOST_BUCKETS + 1);
    }

    private List<Availability.Bucket> timeline(List<Sample> all, long bucket) {
        List<int[]> counts = new ArrayList<>();
        for (Sample sample : all) {
            int place = (int) (Duration.between(from, sample.sentAt()).toMillis() / bucket);
            while (counts.size() <= place) {
                counts.add(new int[2]);
            }
            counts.get(Math.max(0, place))[sample.good() ? 0 : 1]++;
        }
        return counts.stream().map(c -> new Availability.Bucket(c[0], c[1])).toList();
    }
}
