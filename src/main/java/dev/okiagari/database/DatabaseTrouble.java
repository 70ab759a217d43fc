package dev.okiagari.database;

import dev.okiagari.cluster.Message;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/** Tells a database that cannot be used from a mistake in what it was asked. */
public final class DatabaseTrouble {

    /** Connection, authorization, unknown catalog, resources, intervention, system. */
    private static final Set<String> CLASSES = Set.of("08", "28", "3D", "53", "57", "58");

    private static final String DISK_FULL = "53100";

    /** It has ended a session that stood still inside of a transaction. */
    private static final String STOOD_STILL = "25P03";

    private static final Set<String> READ_ONLY = Set.of("25006", "90097");

    /** H2's own: connection broken, closed, cannot be read or written, locked, out of space. */
    private static final Set<String> H2 =
            Set.of("90007", "90020", "90028", "90030", "90031", "90067", "90098", "90121", "90135");

    private static final int LENGTH = 200;

    private DatabaseTrouble() {}

    /** Why the database cannot be used; empty where something else has failed. */
    public static Optional<Message> of(Throwable failure) {
        return chain(failure)
                        .filter(SQLException.class::isInstance)
                        .map(SQLException.class::cast)
                        .anyMatch(DatabaseTrouble::isTrouble)
                ? Optional.of(reason(failure))
                : Optional.empty();
    }

    /** The same, where it is known that the database is what has failed. */
    static Message reason(Throwable failure) {
        Throwable root = chain(failure).reduce(failure, (_, deeper) -> deeper);
        String text = text(root);
        if (chain(failure).anyMatch(cause -> hasState(cause, Set.of(DISK_FULL)))
                || saysFull(failure)) {
            return Message.of("database.away.full", text);
        }
        if (chain(failure).anyMatch(cause -> hasState(cause, READ_ONLY))) {
            return Message.of("database.away.read-only", text);
        }
        return Message.of("database.away.unreachable", text);
    }

    private static boolean isTrouble(SQLException cause) {
        String state = cause.getSQLState();
        if (state == null || state.length() < 2) {
            // the pool: no connection could be had in time, or it was given up meanwhile
            return cause instanceof SQLTransientConnectionException
                    || text(cause).equals("Connection is closed");
        }
        // H2 has no state of its own for a store that has closed itself
        return CLASSES.contains(state.substring(0, 2))
                || H2.contains(state)
                || READ_ONLY.contains(state)
                || state.equals(STOOD_STILL)
                || text(cause).contains("MVStoreException");
    }

    private static boolean hasState(Throwable cause, Set<String> states) {
        return cause instanceof SQLException sql
                && sql.getSQLState() != null
                && states.contains(sql.getSQLState());
    }

    /** H2 passes on what the file system says. */
    private static boolean saysFull(Throwable failure) {
        return chain(failure)
                .map(cause -> text(cause).toLowerCase(Locale.ROOT))
                .anyMatch(
                        text -> text.contains("no space left") || text.contains("quota exceeded"));
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, DatabaseTrouble::deeper).limit(20);
    }

    /** What was to be rolled back says more than that this failed as well. */
    private static @Nullable Throwable deeper(Throwable failure) {
        return failure instanceof TransactionSystemException both
                        && both.getApplicationException() != null
                ? both.getApplicationException()
                : failure.getCause();
    }

    /** One line, and no longer than a person reads. */
    private static String text(Throwable cause) {
        String text =
                String.valueOf(cause.getMessage() == null ? cause.toString() : cause.getMessage());
        String line = text.lines().findFirst().orElse(text);
        return line.length() > LENGTH ? line.substring(0, LENGTH) + "…" : line;
    }
}
