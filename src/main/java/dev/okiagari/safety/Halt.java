package dev.okiagari.safety;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Stops everything and undoes what can be undone. It is kept in the database, so that it outlives a
 * restart, and needs no cluster.
 */
@Component
public class Halt {

    private final HaltRepository repository;
    private final Audit audit;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Halt(HaltRepository repository, Audit audit, ApplicationEventPublisher publisher, Clock clock) {
        this.repository = repository;
        this.audit = audit;
        this.publisher = publisher;
        this.clock = clock;
    }

    public HaltState state() {
        return repository.findById(HaltRow.ONLY).map(HaltRow::state).orElse(HaltState.RUNNING);
    }

    /** Stops everything; said twice, the first stays. */
    public HaltState engage(Actor by) {
        HaltState before = state();
        if (before.halted()) {
            return before;
        }
        HaltState now =
                new HaltState(true, clock.instant().truncatedTo(ChronoUnit.MILLIS), by.user());
        repository.save(new HaltRow(now));
        changed(now, by, "halt");
        return now;
    }

    /** Allows experiments again. What was stopped stays stopped. */
    public HaltState release(Actor by) {
        if (state().halted()) {
            repository.deleteById(HaltRow.ONLY);
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
