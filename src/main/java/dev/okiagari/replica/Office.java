package dev.okiagari.replica;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether this process records. Of several the one that is elected takes the office, on the thread
 * that records, and holds it until another takes it: that is decided in the database, whoever
 * believes what.
 */
@Component
public class Office {

    private static final Logger log = LoggerFactory.getLogger(Office.class);

    private final Replica replica;
    private final Terms terms;
    private volatile boolean elected;
    private volatile @Nullable Term term;

    private record Term(String clusterId, long number) {}

    /** That of a process that has the database to itself. */
    public static Office alone() {
        return new Office(Replica.alone(), Terms.NONE);
    }

    /** How this process stands. */
    public enum Standing {
        RECORDS,
        /** It is to record, and has not begun yet. */
        ELECTED,
        FOLLOWS
    }

    Office(Replica replica, Terms terms) {
        this.replica = replica;
        this.terms = terms;
    }

    public Standing standing(String clusterId) {
        if (!replica.isOneOfMany()) {
            return Standing.RECORDS;
        }
        if (!elected) {
            return Standing.FOLLOWS;
        }
        Term held = term;
        return held != null && held.clusterId().equals(clusterId)
                ? Standing.RECORDS
                : Standing.ELECTED;
    }

    /** Whether what is recorded is recorded here. */
    public boolean isHeld() {
        return !replica.isOneOfMany() || term != null;
    }

    /** Takes it; from then on nobody else writes, and what is stored can be read to go on from. */
    public void take(String clusterId) {
        long number = terms.begin(clusterId, Objects.requireNonNull(replica.id()));
        term = new Term(clusterId, number);
        log.info("records from now on, in term {}", number);
    }

    /**
     * Holds it for the caller's transaction.
     *
     * @throws Deposed where another has taken it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold() {
        if (!replica.isOneOfMany()) {
            return;
        }
        Term held = term;
        if (held == null || !terms.hold(held.clusterId(), held.number())) {
            throw new Deposed();
        }
    }

    /** Gives it up; it takes another election to come back. */
    public void leave() {
        elected = false;
        if (term != null) {
            log.info("follows from now on");
            term = null;
        }
    }

    boolean isElected() {
        return elected;
    }

    /** The recorder takes it with its next step. */
    void elect() {
        elected = true;
    }

    /** The one that records now writes no more; its term ends with its next step. */
    void dismiss() {
        elected = false;
    }
}
