package dev.okiagari.web;

import dev.okiagari.history.ProbeFailure;
import java.util.Locale;

/**
 * How often a probe failed for a while, as a row.
 *
 * @param type {@code liveness}, {@code readiness} or {@code startup}
 * @param exact false where it is "at least"
 */
record ProbeFailureLine(
        Moment from, Moment to, String type, int count, boolean exact, String message) {

    static ProbeFailureLine of(ProbeFailure failure) {
        return new ProbeFailureLine(
                Moment.at(failure.from()),
                Moment.at(failure.to()),
                failure.probe().name().toLowerCase(Locale.ROOT),
                failure.count(),
                failure.exact(),
                failure.message());
    }
}
