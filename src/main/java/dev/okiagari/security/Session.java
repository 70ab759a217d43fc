package dev.okiagari.security;

import java.time.Instant;

/**
 * A login in a browser.
 *
 * @param credential tells with which password it was made
 * @param usedAt to the minute
 */
record Session(String user, String credential, Instant createdAt, Instant usedAt) {

    boolean isOver(Instant now, SecurityProperties.Session limits) {
        return !now.isBefore(createdAt.plus(limits.lifetime()))
                || !now.isBefore(usedAt.plus(limits.idle()));
    }

    Session used(Instant now) {
        return new Session(user, credential, createdAt, now);
    }
}
