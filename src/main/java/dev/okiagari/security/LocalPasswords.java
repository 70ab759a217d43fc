package dev.okiagari.security;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/** Knows the password of the one user of mode local: the one that was set, or the one made up. */
@Component
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "local")
class LocalPasswords {

    private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder();
    private final LocalUsers users;
    private final Clock clock;
    private final SecurityProperties.Local local;
    private final String fallback;
    private final boolean chosen;

    LocalPasswords(LocalUsers users, Clock clock, SecurityProperties properties) {
        this.users = users;
        this.clock = clock;
        this.local = properties.local();
        var password = local.chosenPassword();
        this.chosen = password != null;
        this.fallback = encoded(password == null ? InitialPassword.create() : password);
    }

    /** Whether they are the user's; a wrong name takes as long as a wrong password. */
    boolean match(String user, String password) {
        var right = encoder.matches(password, hash());
        return right && user.equals(local.user()) && SecurityProperties.Local.fits(password);
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

    private String hash() {
        return chosen
                ? fallback
                : users.findById(local.user()).map(LocalUser::passwordHash).orElse(fallback);
    }

    private String encoded(String password) {
        var hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("no hash was made of the password");
        }
        return hash;
    }
}
