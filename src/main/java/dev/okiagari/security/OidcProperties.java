package dev.okiagari.security;

import dev.okiagari.safety.Role;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The provider of mode oidc, and who of its users may do what.
 *
 * @param issuer the provider, as it names itself (without {@code /.well-known/…}): https, or http
 *     on loopback
 * @param clientId by which the provider knows Okiagari
 * @param clientSecret by which Okiagari shows the provider who it is
 * @param name what the login page calls the provider; the issuer's host where this is not set
 * @param scopes what is asked for; some providers name groups only with a scope {@code groups}
 * @param userClaim the claim that has the user's name, of at most 100 letters, digits, blanks or
 *     any of {@code . _ @ + : / \ | -}
 * @param groupsClaim the claim that has their groups; {@code realm_access.roles} is one inside of
 *     another
 * @param roles what a group may, by namespace: {@code roles[0].group}, {@code roles[0].operator},
 *     {@code roles[0].admin}; whoever is in one is a viewer at least
 * @param defaultRole what whoever is in none of these groups may, everywhere; {@code none} refuses
 *     them
 * @param remember for how long after a login its groups count for the user's tokens
 * @param caFile a PEM file with the certificates that the provider shows, or of who signed them;
 *     the usual ones where this is not set
 */
record OidcProperties(
        @Nullable String issuer,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String name,
        @DefaultValue({"openid", "profile"}) List<String> scopes,
        @DefaultValue("preferred_username") String userClaim,
        @DefaultValue("groups") String groupsClaim,
        @DefaultValue List<OidcRole> roles,
        @DefaultValue("none") DefaultRole defaultRole,
        @DefaultValue("30d") Duration remember,
        @Nullable Path caFile) {

    OidcProperties {
        scopes = List.copyOf(scopes);
        roles = List.copyOf(roles);
    }

    /** What whoever is in no group with a role may do. */
    enum DefaultRole {
        NONE,
        VIEWER,
        OPERATOR,
        ADMIN;

        @Nullable Role role() {
            return this == NONE ? null : Role.valueOf(name());
        }
    }

    /** As people know it. */
    String shownName() {
        if (name != null && !name.isBlank()) {
            return name;
        }
        String host = issuer == null ? null : URI.create(issuer).getHost();
        return host == null ? "OpenID Connect" : host.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "OidcProperties[issuer=" + issuer + ", clientId=" + clientId + ", clientSecret=***]";
    }
}
