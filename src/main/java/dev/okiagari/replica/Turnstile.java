package dev.okiagari.replica;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Of two people who click at once, one is second, on whatever replica. Whoever stands still inside
 * is put out by PostgreSQL.
 */
public final class Turnstile {

    private static final String LOCK =
            """
            select set_config('idle_in_transaction_session_timeout', '5000', true),
              pg_advisory_xact_lock(?)
            """;

    private final ReentrantLock here = new ReentrantLock();
    private final @Nullable DataSource source;
    private final long key;

    private Turnstile(@Nullable DataSource source, long key) {
        this.source = source;
        this.key = key;
    }

    /** For one process. */
    public static Turnstile alone() {
        return new Turnstile(null, 0);
    }

    static Turnstile shared(DataSource source, long key) {
        return new Turnstile(source, key);
    }

    /** Inside; closing it lets the next one in. */
    public interface Inside extends AutoCloseable {
        @Override
        void close();
    }

    public Inside enter() {
        here.lock();
        try {
            Connection held = source == null ? null : lock(source);
            return () -> leave(held);
        } catch (SQLException away) {
            here.unlock();
            throw new DataAccessResourceFailureException("the turnstile is shut", away);
        }
    }

    private Connection lock(DataSource others) throws SQLException {
        Connection connection = others.getConnection();
        try (PreparedStatement statement = prepared(connection)) {
            statement.setLong(1, key);
            statement.execute();
            return connection;
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    private static PreparedStatement prepared(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        return connection.prepareStatement(LOCK);
    }

    private void leave(@Nullable Connection held) {
        try (held) {
            if (held != null) {
                held.rollback();
                held.setAutoCommit(true);
            }
        } catch (SQLException put) {
            // who stood still inside was put out already
        } finally {
            here.unlock();
        }
    }
}
