package dev.okiagari.availability;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What all requests of one watch came to. Answers come in any order and are counted in that of
 * their requests; none is kept longer than that takes.
 */
final class Samples {

    private final Duration interval;
    private final TreeMap<Long, Sample> waiting = new TreeMap<>();
    private final Map<Answer, Integer> failures = new EnumMap<>(Answer.class);
    private final Outages outages = new Outages();
    private final Latencies latencies = new Latencies();
    private Instant from;
    private Timeline timeline;
    private long next;
    private int all;
    private int missed;
    private boolean good;
    private int goodInARow;
    private Instant lastSent = Instant.EPOCH;

    /**
     * @param created what counts as the begin until the first request
     */
    Samples(Instant created, Duration interval) {
        this.interval = interval;
        this.from = created;
        this.timeline = new Timeline(created, interval);
    }

    /** Whether this was the first word about that request. */
    synchronized boolean add(long number, Sample sample) {
        if (number < next || waiting.putIfAbsent(number, sample) != null) {
            return false;
        }
        while (!waiting.isEmpty() && waiting.firstKey() == next) {
            count(waiting.pollFirstEntry().getValue());
            next++;
        }
        return true;
    }

    private void count(Sample sample) {
        if (all == 0) {
            from = sample.sentAt();
            timeline = new Timeline(from, interval);
        }
        all++;
        good = sample.isGood();
        goodInARow = good ? goodInARow + 1 : 0;
        lastSent = sample.sentAt();
        if (good) {
            latencies.add(sample.millis());
        } else {
            failures.merge(sample.answer(), 1, Integer::sum);
        }
        outages.add(sample);
        timeline.add(sample);
    }

    /** Requests whose time went by while this process did not run. */
    synchronized void miss(long requests) {
        missed = Math.toIntExact(Math.min(Integer.MAX_VALUE, missed + requests));
    }

    /** Whether the last answer was a bad one. */
    synchronized boolean isDown() {
        return all > 0 && !good;
    }

    /** Whether there was a good answer at all. */
    synchronized boolean hasBeenGood() {
        return latencies.sum() != null;
    }

    /** Whether so many requests in a row had good answers, the last of them sent after a time. */
    synchronized boolean isGoodSince(Instant time, int times) {
        return goodInARow >= times && lastSent.isAfter(time);
    }

    synchronized Availability sum(String via, boolean complete) {
        if (complete) {
            // What has no answer now will have none.
            waiting.values().forEach(this::count);
            waiting.clear();
            next = Long.MAX_VALUE;
        }
        return new Availability(
                from,
                all,
                failures.values().stream().mapToInt(Integer::intValue).sum(),
                failures(),
                missed,
                outages.listed(),
                outages.more(),
                outages.downMillis(),
                latencies.sum(),
                timeline.buckets(),
                timeline.bucketMillis(),
                via,
                complete);
    }

    private List<Availability.Failures> failures() {
        return failures.entrySet().stream()
                .map(entry -> new Availability.Failures(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(Availability.Failures::count).reversed())
                .toList();
    }
}
