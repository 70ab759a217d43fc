package dev.okiagari.security;

import dev.okiagari.cluster.Message;
import dev.okiagari.database.DatabaseTrouble;
import dev.okiagari.safety.Act;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Audit;
import dev.okiagari.safety.Clearance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keys to the API: a name, a date on which they are over, and a role that never exceeds what their
 * owner may at the time. Whoever came in by a token makes and revokes none.
 */
@Component
@WithLogin
public class Tokens {

    /** By which people, and those who search for leaked secrets, know one. */
    static final String PREFIX = "oki_";

    private static final int MOST = 50;
    private static final Duration NOTED = Duration.ofMinutes(1);
    private static final String MAKE = "token";
    private static final String REVOKE = "token-revoke";

    private final TokenStore store;
    private final People people;
    private final Clearance clearance;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Lookups<Token> late;

    Tokens(
            TokenStore store,
            People people,
            Clearance clearance,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.people = people;
        this.clearance = clearance;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
        this.late = new Lookups<>(clock, store::byHash);
    }

    /** Makes one for whoever asks. */
    public TokenResult make(TokenRequest request, Actor by) {
        checkInPerson(by, MAKE);
        TokenResult.Refused refused =
                request.problem().or(() -> request.beyond(by.rights())).orElse(null);
        if (refused == null && store.of(by.user()).size() >= MOST) {
            refused = new TokenResult.Refused("name", Message.of("security.token.many", MOST));
        }
        if (refused != null) {
            audit.record(by, MAKE, "token of " + by.user(), "refused: " + refused.field());
            return refused;
        }
        return kept(request, by);
    }

    private TokenResult kept(TokenRequest request, Actor by) {
        String secret = PREFIX + Fingerprint.secret();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Token token =
                new Token(
                        UUID.randomUUID().toString(),
                        by.user(),
                        request.name(),
                        request.role(),
                        request.namespaces(),
                        now,
                        now.plus(Duration.ofDays(request.days())),
                        null,
                        null);
        try {
            transaction.executeWithoutResult(_ -> {
                store.add(Fingerprint.of(secret), token);
                audit.record(by, MAKE, target(token), "done: " + words(token));
            });
            return new TokenResult.Made(token, secret);
        } catch (DuplicateKeyException taken) {
            return new TokenResult.Refused(
                    "name", Message.of("security.token.taken", request.name()));
        }
    }

    /** A token that leaked must not be able to make itself at home. */
    private void checkInPerson(Actor by, String action) {
        if (!by.authentication().equals(people.how())) {
            audit.record(by, action, "token of " + by.user(), "refused: by token");
            throw new Refusal(HttpStatus.FORBIDDEN, "security.token.by-token");
        }
    }

    /** One's own, the newest first; for an admin everybody's. */
    public List<Token> of(Actor by) {
        return by.rights().refusal(Act.TOKENS_OF_OTHERS, null).isEmpty()
                ? store.all()
                : store.of(by.user());
    }

    /** Ends one; false where there is none of that id. */
    public boolean revoke(String id, Actor by) {
        checkInPerson(by, REVOKE);
        Token token = store.byId(id).orElse(null);
        if (token == null) {
            return false;
        }
        if (!token.owner().equals(by.user())) {
            clearance.check(by, Act.TOKENS_OF_OTHERS, null, target(token));
        }
        transaction.executeWithoutResult(_ -> {
            store.remove(id);
            audit.record(by, REVOKE, target(token), "done");
        });
        late.forgetAll();
        return true;
    }

    /** Whose it is and what it allows now; empty where it is forged, over or revoked. */
    Optional<SignedIn> find(String secret, @Nullable String address) {
        String hash = Fingerprint.of(secret);
        Instant now = clock.instant();
        Token token = late.get(hash).filter(one -> !one.isOver(now)).orElse(null);
        if (token == null) {
            return Optional.empty();
        }
        note(hash, token, now, address);
        return people.find(token.owner())
                .map(owner ->
                        SignedIn.as(
                                owner,
                                "token " + token.name(),
                                owner.rights().within(token.bound())));
    }

    private void note(String hash, Token token, Instant now, @Nullable String address) {
        Instant used = token.usedAt();
        if (used != null && now.isBefore(used.plus(NOTED))) {
            return;
        }
        Token noted = token.used(now, address);
        late.put(hash, noted);
        try {
            store.used(noted);
        } catch (RuntimeException failed) {
            if (DatabaseTrouble.of(failed).isEmpty()) {
                throw failed;
            }
        }
    }

    private static String target(Token token) {
        return "token " + token.name() + " of " + token.owner();
    }

    private static String words(Token token) {
        return "%s in %s until %s"
                .formatted(
                        token.role().word(),
                        String.join(", ", token.namespaces()),
                        token.expiresAt());
    }
}
