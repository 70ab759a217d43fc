package dev.okiagari.security;

import dev.okiagari.security.GuessBrake.Guesser;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Judges a name and a password, and how often wrong ones may come. */
@Component
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "local")
class LocalLogin {

    private final LocalPasswords passwords;
    private final GuessBrake brake;

    LocalLogin(LocalPasswords passwords, Clock clock) {
        this.passwords = passwords;
        this.brake = new GuessBrake(clock);
    }

    /** Blocks for the time of a hash. */
    LoginResult attempt(String address, String user, String password) {
        var guesser = new Guesser(address, user);
        var pause = brake.pause(guesser);
        if (pause.isPresent()) {
            return new LoginResult.Paused(pause.get());
        }
        if (passwords.match(user, password)) {
            brake.succeeded(guesser);
            return new LoginResult.Accepted(user);
        }
        brake.failed(guesser);
        return new LoginResult.Refused();
    }
}
