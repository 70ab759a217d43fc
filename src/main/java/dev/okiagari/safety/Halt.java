package dev.okiagari.safety;

import dev.okiagari.database.DatabaseChanged;
import dev.okiagari.database.DatabaseState;
import dev.okiagari.database.DatabaseTrouble;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Stops everything and undoes what can be undone. It is kept in the database, so that it outlives a
 * restart; it needs no cluster, and no database either: one that is away is told when it is back.
 */
@Component
public class Halt {

    private static final Logger log = LoggerFactory.getLogger(Halt.class);

    private final HaltRepository repository;
    private final Audit audit;
    private final Clearance clearance;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;
    private volatile HaltState known = HaltState.RUNNING;
    private volatile @Nullable Untold untold;

    /** Said while the database was away. */
    private record Untold(HaltState state, Actor by) {}

    Halt(
            HaltRepository repository,
            Audit audit,
            Clearance clearance,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.repository = repository;
        this.audit = audit;
        this.clearance = clearance;
        this.publisher = publisher;
        this.clock = clock;
    }

    public HaltState state() {
        Untold said = untold;
        return said == null ? stored() : said.state();
    }

    private HaltState stored() {
        try {
            known = repository.findById(HaltRow.ONLY).map(HaltRow::state).orElse(HaltState.RUNNING);
        } catch (RuntimeException failed) {
            rethrowUnlessAway(failed);
        }
        return known;
    }

    /** Stops everything, whoever asks; said twice, the first stays. */
    public synchronized HaltState engage(Actor by) {
        HaltState before = state();
        if (before.halted()) {
            return before;
        }
        HaltState now =
                new HaltState(true, clock.instant().truncatedTo(ChronoUnit.MILLIS), by.user());
        if (keep(now)) {
            changed(now, by, "halt");
        } else {
            untold = new Untold(now, by);
            log.warn("halted by {}; the database is away, and is told when it is back", by.user());
            publisher.publishEvent(new HaltChanged(now, by));
        }
        return now;
    }

    /** What runs must stop, whatever becomes of the row. */
    private boolean keep(HaltState now) {
        try {
            repository.save(new HaltRow(now));
            return true;
        } catch (DataIntegrityViolationException halted) {
            // another replica was quicker: everything is halted
            return true;
        } catch (RuntimeException failed) {
            rethrowUnlessAway(failed);
            return false;
        }
    }

    private static void rethrowUnlessAway(RuntimeException failed) {
        if (DatabaseTrouble.of(failed).isEmpty()) {
            throw failed;
        }
    }

    @EventListener
    synchronized void on(DatabaseChanged changed) {
        Untold said = untold;
        if (said != null && changed.state() instanceof DatabaseState.There && keep(said.state())) {
            audit.record(said.by(), "halt", "everything", "done at " + said.state().since());
            untold = null;
        }
    }

    /**
     * Allows experiments again. What was stopped stays stopped.
     *
     * @throws NotPermitted to whom it is not for
     */
    public synchronized HaltState release(Actor by) {
        clearance.check(by, Act.RELEASE, null, "everything");
        if (state().halted()) {
            repository.deleteById(HaltRow.ONLY);
            untold = null;
            changed(HaltState.RUNNING, by, "release");
        }
        return HaltState.RUNNING;
    }

    private void changed(HaltState now, Actor by, String action) {
        // First, what runs is to be stopped, whatever becomes of the line about it.
        publisher.publishEvent(new HaltChanged(now, by));
        audit.record(by, action, "everything", "done");
    }
}
