package dev.okiagari.security;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/** Knows the password of the built-in user: the one that was set, or the one made up. */
@Component
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "local")
class LocalPasswords {

    private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder();
    private final LocalUsers users;
    private final Clock clock;
    private final SecurityProperties.Local local;
    private final String fallback;
    private final boolean chosen;
    private volatile @Nullable String madeUp;

    LocalPasswords(LocalUsers users, Clock clock, SecurityProperties properties) {
        this.users = users;
        this.clock = clock;
        this.local = properties.local();
        var password = local.chosenPassword();
        this.chosen = password != null;
        this.fallback = encoded(password == null ? InitialPassword.create() : password);
    }

    /** Whether a password fits a hash. */
    boolean matches(String password, String hash) {
        return encoder.matches(password, hash) && SecurityProperties.Local.fits(password);
    }

    /** Whether there is a built-in user at all. */
    boolean isWanted() {
        return local.hasBuiltInUser();
    }

    boolean isKnown() {
        return chosen || users.findById(local.user()).isPresent();
    }

    String user() {
        return local.user();
    }

    void keep(String password) {
        users.save(new LocalUser(local.user(), encoded(password), clock.instant()));
    }

    /** Once it is made up it stays, so that it is known while the database is away. */
    String hash() {
        if (chosen) {
            return fallback;
        }
        String known = madeUp;
        if (known == null) {
            known = users.findById(local.user()).map(LocalUser::passwordHash).orElse(null);
            madeUp = known;
        }
        return known == null ? fallback : known;
    }

    private String encoded(String password) {
        var hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("no hash was made of the password");
        }
        return hash;
    }
}
