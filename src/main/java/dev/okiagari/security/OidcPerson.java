package dev.okiagari.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A user of the provider, as they were at their latest login.
 *
 * @param identity tells them from another of the same name: issuer and subject, hashed
 * @param groups those of theirs that have a role
 */
record OidcPerson(String name, String identity, Set<String> groups, Instant seenAt) {

    OidcPerson {
        groups = Set.copyOf(groups);
    }

    boolean isForgotten(Instant now, Duration remember) {
        return !now.isBefore(seenAt.plus(remember));
    }
}
