package dev.okiagari.security;

import dev.okiagari.safety.Grant;
import dev.okiagari.safety.Rights;
import dev.okiagari.safety.Role;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which rights the groups of a user give. */
final class OidcRoles {

    private final String claim;
    private final List<OidcRole> roles;
    private final @Nullable Role fallback;

    OidcRoles(OidcProperties properties) {
        this.claim = properties.groupsClaim();
        this.roles = properties.roles();
        this.fallback = properties.defaultRole().role();
    }

    /** Those groups of a login that have a role here; no others are kept. */
    Set<String> groups(Map<String, Object> claims) {
        Set<String> all = texts(claims.containsKey(claim) ? claims.get(claim) : within(claims));
        return roles.stream()
                .map(OidcRole::group)
                .filter(all::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What they may; empty where they may not come in. */
    Optional<Rights> rights(Collection<String> groups) {
        List<OidcRole> theirs =
                roles.stream().filter(role -> groups.contains(role.group())).toList();
        if (!theirs.isEmpty()) {
            return Optional.of(Rights.of(theirs.stream().flatMap(OidcRole::grants).toList()));
        }
        return Optional.ofNullable(fallback)
                .map(role -> Rights.of(List.of(Grant.everywhere(role))));
    }

    /** A claim inside of another, as {@code realm_access.roles}. */
    private @Nullable Object within(Map<String, Object> claims) {
        Object found = claims;
        for (String part : claim.split("\\.", -1)) {
            found = found instanceof Map<?, ?> inner ? inner.get(part) : null;
        }
        return found;
    }

    private static Set<String> texts(@Nullable Object value) {
        Stream<?> values =
                value instanceof Collection<?> many ? many.stream() : Stream.ofNullable(value);
        return values.filter(Objects::nonNull)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .collect(Collectors.toSet());
    }
}
