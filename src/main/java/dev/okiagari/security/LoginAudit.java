package dev.okiagari.security;

import dev.okiagari.cluster.Newest;
import dev.okiagari.database.DatabaseTrouble;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Audit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes down who logged in and who tried to. A script sends its password with each request: of
 * those a line an hour is enough.
 */
@Component
@WithLogin
class LoginAudit {

    static final String LOGIN = "login";
    static final String LOGOUT = "logout";

    private static final Logger log = LoggerFactory.getLogger(LoginAudit.class);
    private static final Duration EACH = Duration.ofHours(1);
    private static final int REMEMBERED = 10_000;

    private record Caller(String user, String address) {}

    private final Audit audit;
    private final Clock clock;
    private final Map<Caller, Instant> late = Newest.of(REMEMBERED);

    LoginAudit(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    void record(Actor by, String action, String target, String result) {
        try {
            audit.record(by, action, target, result);
        } catch (RuntimeException failed) {
            if (DatabaseTrouble.of(failed).isEmpty()) {
                throw failed;
            }
            // Who cannot log in cannot halt; nothing is done to a cluster by it.
            log.warn(
                    "{} by {} from {}: {}; the database is away, so that the audit log lacks it",
                    action,
                    by.user(),
                    by.address(),
                    result);
        }
    }

    /** A password that came with a request. */
    void byScript(Actor by) {
        if (isNew(new Caller(by.user(), String.valueOf(by.address())))) {
            record(by, LOGIN, "api", "done");
        }
    }

    private synchronized boolean isNew(Caller caller) {
        Instant now = clock.instant();
        Instant before = late.get(caller);
        if (before != null && now.isBefore(before.plus(EACH))) {
            return false;
        }
        late.remove(caller);
        late.put(caller, now);
        return true;
    }
}
