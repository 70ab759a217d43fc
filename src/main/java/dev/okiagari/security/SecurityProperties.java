package dev.okiagari.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may come in.
 *
 * @param mode open (no login, only where bound to loopback) or local (one user with a password)
 * @param local the user of mode local
 */
@Validated
@ConfigurationProperties("okiagari.security")
record SecurityProperties(
        @DefaultValue("open") SecurityMode mode, @Valid @DefaultValue Local local) {

    /**
     * The one user of mode local.
     *
     * @param user the name to log in with
     * @param password at most 72 bytes; where it is empty, a first one is made up and printed once
     */
    record Local(@NotBlank @DefaultValue("admin") String user, @Nullable String password) {

        private static final int LONGEST = 72;

        /** The password that was set; null where it is to be made up. */
        @Nullable String chosenPassword() {
            return password == null || password.isBlank() ? null : password;
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
            return "Local[user=" + user + ", password=***]";
        }
    }

    boolean isLocal() {
        return mode == SecurityMode.LOCAL;
    }
}
