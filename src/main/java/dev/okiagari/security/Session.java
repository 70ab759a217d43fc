package dev.okiagari.security;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A login in a browser.
 *
 * @param credential tells with which password it was made
 * @param hint what the provider of the login is told at the logout, sealed; null where none is
 * @param usedAt to the minute
 */
record Session(
        String user, String credential, @Nullable String hint, Instant createdAt, Instant usedAt) {

    boolean isOver(Instant now, SecurityProperties.Session limits) {
        return !now.isBefore(createdAt.plus(limits.lifetime()))
                || !now.isBefore(usedAt.plus(limits.idle()));
    }

    Session used(Instant now) {
        return new Session(user, credential, hint, createdAt, now);
    }
}
