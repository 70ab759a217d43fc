package dev.okiagari.history;

import static org.mockito.Mockito.mock;

import dev.okiagari.replica.Office;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;

/** A ledger whose database is away, or refuses a fact, when a test says so. */
final class BalkyLedger extends Ledger {

    final AtomicInteger tries = new AtomicInteger();
    volatile boolean away;
    volatile Predicate<Fact> poison = _ -> false;
    private final Ledger ledger;

    BalkyLedger(Ledger ledger, JdbcClient jdbc) {
        super(jdbc, mock(NamedParameterJdbcOperations.class), Office.alone());
        this.ledger = ledger;
    }

    @Override
    public Changes write(String clusterId, Collection<Fact> facts, @Nullable Instant until) {
        tries.incrementAndGet();
        check();
        Changes changes = ledger.write(clusterId, facts, until);
        if (facts.stream().anyMatch(poison)) {
            throw new InvalidDataAccessResourceUsageException("no such column");
        }
        return changes;
    }

    @Override
    public void touch(String clusterId) {
        check();
        ledger.touch(clusterId);
    }

    private void check() {
        if (away) {
            throw new CannotCreateTransactionException("connection refused");
        }
    }
}
