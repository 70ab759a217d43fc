package dev.okiagari.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may come in.
 *
 * @param mode open (no login, only where bound to loopback), local (users with passwords) or oidc
 *     (a provider of OpenID Connect)
 * @param local the users of mode local
 * @param session how long a login lasts
 * @param oidc the provider of mode oidc
 */
@Validated
@ConfigurationProperties("okiagari.security")
record SecurityProperties(
        @DefaultValue("open") SecurityMode mode,
        @Valid @DefaultValue Local local,
        @Valid @DefaultValue Session session,
        @Valid @NestedConfigurationProperty @DefaultValue OidcProperties oidc) {

    /**
     * How long a login lasts.
     *
     * @param idle how long a login in a browser lasts without a request: 1m to 30d
     * @param lifetime how long it lasts in any case: 1m to 30d
     */
    record Session(@DefaultValue("8h") Duration idle, @DefaultValue("24h") Duration lifetime) {

        private static final Duration SHORTEST = Duration.ofMinutes(1);
        private static final Duration LONGEST = Duration.ofDays(30);

        @AssertTrue(
                message =
                        "okiagari.security.session.idle and okiagari.security.session.lifetime must"
                                + " be 1m to 30d")
        boolean isBounded() {
            return isBounded(idle) && isBounded(lifetime);
        }

        private static boolean isBounded(Duration length) {
            return length.compareTo(SHORTEST) >= 0 && length.compareTo(LONGEST) <= 0;
        }
    }

    /**
     * The users of mode local.
     *
     * @param user the name of the built-in user, who may everything
     * @param password of the built-in user, at most 72 bytes. Where it is not set, one is made up
     *     and printed once at the start; where there are other users and it is not set, there is no
     *     built-in user
     * @param users others: {@code users[0].name}, {@code users[0].password-hash} (from {@code
     *     hash-password}), and by namespace {@code users[0].operator}, {@code users[0].admin}
     * @param usersFile a YAML file of users, read at the start and again within a second when it
     *     has changed
     */
    record Local(
            @NotBlank @DefaultValue("admin") String user,
            @Nullable String password,
            @DefaultValue List<LocalUserSetting> users,
            @Nullable Path usersFile) {

        private static final int LONGEST = 72;

        Local {
            users = List.copyOf(users);
        }

        /** The password that was set; null where it is to be made up. */
        @Nullable String chosenPassword() {
            return password == null || password.isBlank() ? null : password;
        }

        /** Whoever names users of their own wants no other, unless they say so. */
        boolean hasBuiltInUser() {
            return chosenPassword() != null || (users.isEmpty() && usersFile == null);
        }

        @AssertTrue(
                message =
                        "okiagari.security.local.password must not be longer than 72 bytes, which"
                                + " is what its hash takes into account")
        boolean isPasswordShortEnough() {
            return password == null || fits(password);
        }

        static boolean fits(String password) {
            return password.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
        }

        @Override
        public String toString() {
            return "Local[user=" + user + ", password=***, users=" + users + "]";
        }
    }
}
