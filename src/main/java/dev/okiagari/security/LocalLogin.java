package dev.okiagari.security;

import dev.okiagari.safety.Actor;
import dev.okiagari.security.GuessBrake.Guesser;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Judges a name and a password, how often wrong ones may come, and writes it down. */
@Component
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "local")
class LocalLogin {

    /** For all names together: whoever tries one password with many names guesses, too. */
    private static final int TRIES_OF_AN_ADDRESS = 30;

    private static final String NOBODY = "unknown";

    private final Accounts accounts;
    private final LoginAudit audit;
    private final GuessBrake users;
    private final GuessBrake addresses;

    LocalLogin(Accounts accounts, LoginAudit audit, Clock clock) {
        this.accounts = accounts;
        this.audit = audit;
        this.users = new GuessBrake(clock, GuessBrake.TRIES);
        this.addresses = new GuessBrake(clock, TRIES_OF_AN_ADDRESS);
    }

    /** Blocks for the time of a hash. */
    LoginResult attempt(String address, String user, String password) {
        var guesser = new Guesser(address, user);
        var anybody = new Guesser(address, "");
        var pause = users.pause(guesser).or(() -> addresses.pause(anybody));
        if (pause.isPresent()) {
            return new LoginResult.Paused(pause.get());
        }
        Account account = accounts.match(user, password).orElse(null);
        if (account != null) {
            users.succeeded(guesser);
            return new LoginResult.Accepted(account);
        }
        users.failed(guesser);
        addresses.failed(anybody);
        // What nobody is named may be a password in the wrong field.
        String known = accounts.find(user).map(Account::name).orElse(NOBODY);
        String result =
                users.pause(guesser).or(() -> addresses.pause(anybody)).isPresent()
                        ? "refused: wrong password, paused"
                        : "refused: wrong password";
        audit.record(new Actor(known, address, "none"), LoginAudit.LOGIN, "okiagari", result);
        return new LoginResult.Refused();
    }
}
