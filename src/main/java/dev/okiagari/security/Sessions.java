package dev.okiagari.security;

import dev.okiagari.database.DatabaseTrouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Logins that outlive a restart and count on every replica: the browser has a secret of 256 random
 * bits, the database its hash. What the user may do is asked anew each time.
 */
@Component
@WithLogin
class Sessions {

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);
    private static final Duration NOTED = Duration.ofMinutes(1);
    private static final int LONGEST_HINT = 8_000;

    private final SessionStore store;
    private final People people;
    private final SecurityProperties.Session limits;
    private final Clock clock;
    private final Lookups<Session> late;

    Sessions(SessionStore store, People people, SecurityProperties properties, Clock clock) {
        this.store = store;
        this.people = people;
        this.limits = properties.session();
        this.clock = clock;
        this.late = new Lookups<>(clock, store::find);
    }

    /** Begins one; the secret is always a new one. */
    String open(String user) {
        return open(user, null);
    }

    /**
     * The same with what the provider of the login is told at the logout.
     *
     * @param hint kept so that only whoever has the secret can read it
     */
    String open(String user, @Nullable String hint) {
        Instant now = clock.instant();
        String secret = Fingerprint.secret();
        String id = Fingerprint.of(secret);
        String sealed =
                hint == null || hint.length() > LONGEST_HINT ? null : Seal.of(secret).close(hint);
        Session session = new Session(user, credential(user), sealed, now, now);
        unlessAway(() -> {
            store.removeOver(now.minus(limits.lifetime()), now.minus(limits.idle()));
            store.add(id, session);
        });
        // Where the database is away it counts here, until that is back.
        late.put(id, session);
        return secret;
    }

    /** Who has it; empty where it is forged, over, ended, or the user or the password is gone. */
    Optional<SignedIn> find(String secret) {
        String id = Fingerprint.of(secret);
        Instant now = clock.instant();
        Optional<SignedIn> user = valid(id, now);
        user.flatMap(_ -> late.get(id)).ifPresent(session -> note(id, session, now));
        return user;
    }

    /** The same for one who only looks on: it keeps none from ending. */
    boolean isOpen(String secret) {
        return valid(Fingerprint.of(secret), clock.instant()).isPresent();
    }

    private Optional<SignedIn> valid(String id, Instant now) {
        Session session = late.get(id).orElse(null);
        if (session == null) {
            return Optional.empty();
        }
        Person person = people.find(session.user()).orElse(null);
        if (session.isOver(now, limits)
                || person == null
                || !person.credential().equals(session.credential())) {
            end(id);
            return Optional.empty();
        }
        return Optional.of(SignedIn.as(person, people.how(), person.rights()));
    }

    /** What its login came with, for the provider to know it by. */
    Optional<String> hint(String secret) {
        return late.get(Fingerprint.of(secret))
                .map(Session::hint)
                .flatMap(sealed -> Seal.of(secret).open(sealed));
    }

    void close(String secret) {
        end(Fingerprint.of(secret));
    }

    private String credential(String user) {
        Person person = people.find(user).orElse(null);
        return person == null ? "" : person.credential();
    }

    private void note(String id, Session session, Instant now) {
        if (!now.isBefore(session.usedAt().plus(NOTED))) {
            late.put(id, session.used(now));
            unlessAway(() -> store.used(id, now));
        }
    }

    private void end(String id) {
        late.forget(id);
        unlessAway(() -> store.remove(id));
    }

    private static void unlessAway(Runnable write) {
        try {
            write.run();
        } catch (RuntimeException failed) {
            if (DatabaseTrouble.of(failed).isEmpty()) {
                throw failed;
            }
            log.debug("the database is away", failed);
        }
    }
}
