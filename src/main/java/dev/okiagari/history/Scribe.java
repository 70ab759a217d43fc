package dev.okiagari.history;

import dev.okiagari.cluster.About;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.Sleep;
import dev.okiagari.database.Database;
import dev.okiagari.database.DatabaseTrouble;
import dev.okiagari.replica.Deposed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;

/**
 * Writes facts whatever the database does: it waits while the database is away, and sets aside,
 * with a gap, what a database that is there refuses.
 */
final class Scribe {

    private static final Logger log = LoggerFactory.getLogger(Scribe.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final Announcer announcer;
    private final Database database;
    private final Sleep sleep;
    private final BooleanSupplier patient;

    /**
     * @param patient whether to wait for a database that is away; false ends the wait
     */
    Scribe(
            Ledger ledger,
            Announcer announcer,
            Database database,
            Sleep sleep,
            BooleanSupplier patient) {
        this.ledger = ledger;
        this.announcer = announcer;
        this.database = database;
        this.sleep = sleep;
        this.patient = patient;
    }

    /**
     * Keeps facts in their order, a transaction for all of them where nothing is refused.
     *
     * @param until until when the cluster was looked at; null leaves what is kept
     * @return whether the database was away meanwhile
     * @throws InterruptedException when there is no more waiting; nothing of it is kept then
     */
    boolean keep(String clusterId, List<Fact> facts, @Nullable Instant until)
            throws InterruptedException {
        boolean away = false;
        while (true) {
            try {
                write(clusterId, facts, until);
                return away;
            } catch (RuntimeException failed) {
                if (isRefusal(clusterId, failed)) {
                    log.error("a batch is refused; its facts are written one by one", failed);
                    oneByOne(clusterId, facts, until);
                    return away;
                }
                away = true;
                waitAfter(failed);
            }
        }
    }

    /** Waits a little before the next try; there is none where another replica writes. */
    void waitAfter(RuntimeException failed) throws InterruptedException {
        if (failed instanceof Deposed deposed) {
            throw deposed;
        }
        database.failed(Database.Use.RECORDING, failed);
        if (!patient.getAsBoolean()) {
            throw new InterruptedException("stopped while the database was away");
        }
        sleep.sleep(RETRY);
    }

    private void write(String clusterId, List<Fact> facts, @Nullable Instant until) {
        Changes changes = ledger.write(clusterId, facts, until);
        works();
        announce(changes);
    }

    /** What is kept is shown at the next look at the latest: nobody is waited for. */
    private void announce(Changes changes) {
        try {
            announcer.announce(changes);
        } catch (RuntimeException unheard) {
            if (DatabaseTrouble.of(unheard).isPresent()) {
                database.failed(Database.Use.RECORDING, unheard);
            } else {
                log.warn("what was recorded could not be announced", unheard);
            }
        }
    }

    void works() {
        database.worked(Database.Use.RECORDING);
    }

    /** A database that takes another write is there: it is these facts that it does not take. */
    private boolean isRefusal(String clusterId, RuntimeException failed) {
        if (failed instanceof Deposed deposed) {
            throw deposed;
        }
        if (failed instanceof TransientDataAccessException
                || DatabaseTrouble.of(failed).isPresent()) {
            return false;
        }
        try {
            ledger.touch(clusterId);
            works();
            return true;
        } catch (RuntimeException away) {
            return false;
        }
    }

    private void oneByOne(String clusterId, List<Fact> facts, @Nullable Instant until)
            throws InterruptedException {
        List<Fact> refused = new ArrayList<>();
        for (Fact fact : facts) {
            if (!keepOne(clusterId, fact)) {
                refused.add(fact);
            }
        }
        if (!refused.isEmpty() && until != null) {
            keepOne(clusterId, gap(refused, until));
        }
        keepUntil(clusterId, until);
    }

    private boolean keepOne(String clusterId, Fact fact) throws InterruptedException {
        while (true) {
            try {
                write(clusterId, List.of(fact), null);
                return true;
            } catch (RuntimeException failed) {
                if (isRefusal(clusterId, failed)) {
                    Gap.Scope about = fact.scope();
                    About.container(
                                    log.atError(),
                                    about.namespace(),
                                    about.pod(),
                                    about.container())
                            .setCause(failed)
                            .log("cannot be recorded: {}", fact);
                    return false;
                }
                waitAfter(failed);
            }
        }
    }

    private void keepUntil(String clusterId, @Nullable Instant until) throws InterruptedException {
        while (true) {
            try {
                write(clusterId, List.of(), until);
                return;
            } catch (RuntimeException failed) {
                waitAfter(failed);
            }
        }
    }

    private static Fact.GapSeen gap(List<Fact> refused, Instant at) {
        return new Fact.GapSeen(
                "refused|" + at + "|" + refused.hashCode(),
                at,
                at,
                refused.size() == 1 ? refused.getFirst().scope() : Gap.Scope.CLUSTER,
                GapReason.DATABASE_AWAY,
                null,
                Message.of("history.gap.refused", refused.size()));
    }
}
