package dev.okiagari.security;

import java.nio.file.Files;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Refuses to start with a provider that cannot be meant; that it is away is no reason. */
@Component
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "oidc")
class OidcCheck {

    private static final String PREFIX = "okiagari.security.oidc.";
    private static final Duration LONGEST = Duration.ofDays(3650);

    OidcCheck(SecurityProperties properties) {
        OidcProperties oidc = properties.oidc();
        check("issuer", oidc.issuer(), issuerProblem(oidc.issuer()));
        check("client-id", oidc.clientId(), missing(oidc.clientId()));
        check("client-secret", hidden(oidc.clientSecret()), missing(oidc.clientSecret()));
        check(
                "scopes",
                oidc.scopes(),
                unless(oidc.scopes().contains("openid"), "openid must be among them"));
        for (int i = 0; i < oidc.roles().size(); i++) {
            OidcRole role = oidc.roles().get(i);
            check("roles[" + i + "]", role.shown(), role.problem().orElse(null));
        }
        check(
                "default-role",
                "none",
                unless(
                        !oidc.roles().isEmpty() || oidc.defaultRole().role() != null,
                        "nobody could come in: name groups in "
                                + PREFIX
                                + "roles, or another default-role"));
        check(
                "remember",
                oidc.remember(),
                unless(
                        oidc.remember().isPositive() && oidc.remember().compareTo(LONGEST) <= 0,
                        "it must be longer than nothing and at most 3650d"));
        check(
                "ca-file",
                oidc.caFile(),
                unless(
                        oidc.caFile() == null || Files.isReadable(oidc.caFile()),
                        "it is not there, or may not be read"));
    }

    private static void check(String name, @Nullable Object value, @Nullable String problem) {
        if (problem != null) {
            throw refused(name, value, problem);
        }
    }

    static UsersRefused refused(String name, @Nullable Object value, String problem) {
        return new UsersRefused(
                "%s%s is %s, but %s."
                        .formatted(PREFIX, name, isEmpty(value) ? "not set" : value, problem));
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null || value.toString().isBlank();
    }

    private static @Nullable String unless(boolean right, String problem) {
        return right ? null : problem;
    }

    private static @Nullable String missing(@Nullable String value) {
        return unless(value != null && !value.isBlank(), "okiagari.security.mode=oidc needs it");
    }

    private static @Nullable Object hidden(@Nullable String secret) {
        return secret == null || secret.isBlank() ? null : "***";
    }

    private static @Nullable String issuerProblem(@Nullable String issuer) {
        String missing = missing(issuer);
        if (missing != null || issuer == null) {
            return missing;
        }
        return unless(
                ProviderAddresses.isAcceptable(issuer) && !issuer.matches(".*[?#].*"),
                "it must be an https address without a query (http only on loopback)");
    }
}
