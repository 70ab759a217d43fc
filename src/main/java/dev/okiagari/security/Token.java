package dev.okiagari.security;

import dev.okiagari.safety.Grant;
import dev.okiagari.safety.Rights;
import dev.okiagari.safety.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key to the API that somebody made for a script; without the secret.
 *
 * @param role the most that it allows, where its owner may as much
 * @param namespaces names or patterns in which it allows that; {@code *} for all of its owner's
 * @param usedAt to the minute; null before the first time
 */
public record Token(
        String id,
        String owner,
        String name,
        Role role,
        List<String> namespaces,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant usedAt,
        @Nullable String usedFrom) {

    public Token {
        namespaces = List.copyOf(namespaces);
    }

    boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }

    Rights bound() {
        return Rights.of(List.of(new Grant(role, namespaces)));
    }

    Token used(Instant now, @Nullable String from) {
        return new Token(id, owner, name, role, namespaces, createdAt, expiresAt, now, from);
    }
}
