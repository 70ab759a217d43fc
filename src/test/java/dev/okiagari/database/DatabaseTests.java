package dev.okiagari.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.Message;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.health.contributor.Status;
import org.springframework.transaction.TransactionSystemException;

class DatabaseTests {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final SQLException GONE = new SQLException("Connection refused", "08001");
    private static final SQLException FULL = new SQLException("No space left on device", "53100");

    private final List<Object> told = new ArrayList<>();
    private final Database database = new Database(Clock.fixed(NOON, ZoneOffset.UTC), told::add);

    @Test
    void itIsThereUntilSomebodySeesOtherwise() {
        database.worked(Database.Use.LOOKING);

        assertThat(database.isThere()).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void itIsAwayWithAReasonAndSinceWhenAndThatIsToldOnce() {
        database.failed(Database.Use.LOOKING, GONE);
        database.failed(Database.Use.LOOKING, GONE);

        DatabaseState away =
                new DatabaseState.Away(
                        NOON, Message.of("database.away.unreachable", "Connection refused"));
        assertThat(database.state()).isEqualTo(away);
        assertThat(told).containsExactly(new DatabaseChanged(away));
    }

    @Test
    void whatCanBeReadButNotWrittenIsAway() {
        database.failed(Database.Use.RECORDING, FULL);
        database.worked(Database.Use.LOOKING);

        assertThat(database.isThere()).isFalse();
        database.worked(Database.Use.RECORDING);
        assertThat(database.isThere()).isTrue();
    }

    @Test
    void monitorsAreToldWithoutAskingIt() {
        DatabaseHealth health = new DatabaseHealth(database);

        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        database.failed(Database.Use.LOOKING, GONE);
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void whoHearsOfItCannotHarmWhoNoticedIt() {
        Database deaf =
                new Database(
                        Clock.fixed(NOON, ZoneOffset.UTC),
                        _ -> {
                            throw new IllegalStateException("deaf");
                        });

        deaf.failed(Database.Use.RECORDING, GONE);

        assertThat(deaf.isThere()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "08006, database.away.unreachable",
        "57P01, database.away.unreachable",
        "28P01, database.away.unreachable",
        "53100, database.away.full",
        "25006, database.away.read-only",
        "90098, database.away.unreachable",
    })
    void troubleIsToldByItsState(String state, String key) {
        Throwable failure = new IllegalStateException("outer", new SQLException("inner", state));

        assertThat(DatabaseTrouble.of(failure)).contains(Message.of(key, "inner"));
    }

    @Test
    void whatTheFileSystemSaysOfAFullDiskIsUnderstood() {
        Throwable failure =
                new SQLException(
                        "IO Exception", "90028", 90028, new IOException("No space left on device"));

        assertThat(DatabaseTrouble.of(failure))
                .contains(Message.of("database.away.full", "No space left on device"));
    }

    @Test
    void aPoolThatHasNoConnectionIsTrouble() {
        assertThat(DatabaseTrouble.of(new SQLTransientConnectionException("timed out")))
                .isPresent();
    }

    @Test
    void whatWasToBeRolledBackSaysMoreThanTheRollback() {
        TransactionSystemException both =
                new TransactionSystemException(
                        "no rollback", new SQLException("Connection is closed"));
        both.initApplicationException(new IllegalStateException("outer", GONE));

        assertThat(DatabaseTrouble.of(both))
                .contains(Message.of("database.away.unreachable", "Connection refused"));
    }

    @Test
    void aMistakeInAQueryIsNone() {
        assertThat(DatabaseTrouble.of(new SQLException("no such column", "42703"))).isEmpty();
        assertThat(DatabaseTrouble.of(new SQLException("duplicate", "23505"))).isEmpty();
        assertThat(DatabaseTrouble.of(new IllegalStateException("ours"))).isEmpty();
    }
}
