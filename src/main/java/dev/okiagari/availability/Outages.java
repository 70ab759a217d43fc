package dev.okiagari.availability;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outages among answers that come in the order of their requests. */
final class Outages {

    /** What flaps more often is told by its sum. */
    static final int MOST = 100;

    private final List<Availability.Outage> ended = new ArrayList<>();
    private int more;
    private long downMillis;
    private @Nullable Instant since;
    private Instant lastBad = Instant.EPOCH;

    void add(Sample sample) {
        if (sample.isGood()) {
            end(sample.sentAt());
            return;
        }
        lastBad = sample.sentAt();
        if (since == null) {
            since = sample.sentAt();
        }
    }

    private void end(Instant at) {
        Instant from = since;
        if (from == null) {
            return;
        }
        since = null;
        downMillis += millis(from, at);
        if (ended.size() < MOST) {
            ended.add(new Availability.Outage(from, at));
        } else {
            more++;
        }
    }

    /** One that goes on is always among them, as the last. */
    List<Availability.Outage> listed() {
        List<Availability.Outage> all = new ArrayList<>(ended);
        if (since != null) {
            all.add(new Availability.Outage(since, null));
        }
        return all;
    }

    int more() {
        return more;
    }

    long downMillis() {
        return downMillis + (since == null ? 0 : millis(since, lastBad));
    }

    /** A clock that was set back makes nothing shorter than nothing. */
    private static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }
}
