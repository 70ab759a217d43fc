package dev.okiagari.database;

import dev.okiagari.cluster.Message;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * How the database is, as those who use it all the time have last seen it. It is there when it is
 * for each of them: a full disk may be read from. From memory: nobody waits who asks.
 */
@Component
public class Database {

    private static final Logger log = LoggerFactory.getLogger(Database.class);

    /** Who uses it all the time. */
    public enum Use {
        LOOKING,
        RECORDING
    }

    private final Clock clock;
    private final ApplicationEventPublisher publisher;
    private final Map<Use, Message> reasons = new EnumMap<>(Use.class);
    private final AtomicReference<DatabaseState> state =
            new AtomicReference<>(new DatabaseState.There());

    Database(Clock clock, ApplicationEventPublisher publisher) {
        this.clock = clock;
        this.publisher = publisher;
    }

    public DatabaseState state() {
        return state.get();
    }

    public boolean isThere() {
        return state() instanceof DatabaseState.There;
    }

    public void worked(Use use) {
        DatabaseState now;
        synchronized (reasons) {
            if (reasons.remove(use) == null) {
                return;
            }
            now = next();
        }
        become(now);
    }

    public void failed(Use use, Throwable failure) {
        Message reason = DatabaseTrouble.reason(failure);
        DatabaseState now;
        synchronized (reasons) {
            reasons.put(use, reason);
            now = next();
        }
        become(now);
    }

    /** What cannot be written is told before what cannot be read: it is the rarer. */
    private DatabaseState next() {
        if (reasons.isEmpty()) {
            return new DatabaseState.There();
        }
        Instant since =
                state.get() instanceof DatabaseState.Away away ? away.since() : clock.instant();
        Message written = reasons.get(Use.RECORDING);
        Message reason = written == null ? reasons.values().iterator().next() : written;
        return new DatabaseState.Away(since, reason);
    }

    /** Whoever notices a change must not suffer from who hears of it. */
    private void tell(DatabaseState now) {
        try {
            publisher.publishEvent(new DatabaseChanged(now));
        } catch (RuntimeException unheard) {
            log.warn("a change of the database could not be told", unheard);
        }
    }

    private void become(DatabaseState now) {
        DatabaseState before = state.getAndSet(now);
        if (before.equals(now)) {
            return;
        }
        switch (now) {
            case DatabaseState.There _ -> log.info("the database is there again");
            case DatabaseState.Away(_, Message reason) ->
                    log.warn("the database cannot be used, trying again: {}", reason);
        }
        tell(now);
    }
}
