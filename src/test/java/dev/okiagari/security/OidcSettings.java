package dev.okiagari.security;

import dev.okiagari.security.OidcProperties.DefaultRole;
import java.time.Duration;
import java.util.List;

/** Settings of mode oidc for tests of one class. */
final class OidcSettings {

    private OidcSettings() {}

    /** As where nothing is set. */
    static OidcProperties none() {
        return of("groups", List.of(), DefaultRole.NONE);
    }

    static OidcProperties of(String groupsClaim, List<OidcRole> roles, DefaultRole fallback) {
        return new OidcProperties(
                "https://sso.example.org/realm",
                "okiagari",
                "secret",
                null,
                List.of("openid", "profile"),
                "preferred_username",
                groupsClaim,
                roles,
                fallback,
                Duration.ofDays(30),
                null);
    }

    static SecurityProperties mode(OidcProperties oidc) {
        return new SecurityProperties(
                SecurityMode.OIDC,
                new SecurityProperties.Local("admin", null, List.of(), null),
                new SecurityProperties.Session(Duration.ofHours(8), Duration.ofHours(24)),
                oidc);
    }
}
