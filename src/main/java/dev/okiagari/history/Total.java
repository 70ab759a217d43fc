package dev.okiagari.history;

import java.time.Instant;

/**
 * How far a counter of the kubelet was read.
 *
 * @param bornAt when it was 0, by the cluster's clock: (born, failed) never repeats
 */
record Total(Instant bornAt, long failed, long unknown) {

    static Total zero(Instant bornAt) {
        return new Total(bornAt, 0, 0);
    }

    /** What it is now; where it fell it has begun anew. */
    Total to(long nowFailed, long nowUnknown, Instant at) {
        boolean anew = nowFailed < failed || nowUnknown < unknown;
        return new Total(anew ? at : bornAt, nowFailed, nowUnknown);
    }

    /** How many failures are new in {@code now}. */
    int failuresTo(Total now) {
        return grown(failed, now.failed, isBefore(now));
    }

    /** How many undecided probes are new in {@code now}. */
    int unknownsTo(Total now) {
        return grown(unknown, now.unknown, isBefore(now));
    }

    /** Whether {@code now} has begun anew, so that what came before is not in it. */
    boolean isBefore(Total now) {
        return !bornAt.equals(now.bornAt);
    }

    private static int grown(long from, long to, boolean anew) {
        return (int) Math.min(Integer.MAX_VALUE, anew ? to : to - from);
    }
}
