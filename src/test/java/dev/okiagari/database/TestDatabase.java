package dev.okiagari.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where the tests keep their data: in memory, or in PostgreSQL where the system property {@code
 * okiagari.test.database} says so. Its value is the URL of one with user and password, or {@code
 * postgresql} for one that is started for the tests and ended with them.
 */
public final class TestDatabase {

    public static final String PROPERTY = "okiagari.test.database";

    private static final String PREFIX = "okiagari_test_" + ProcessHandle.current().pid() + "_";
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static @Nullable Postgres started;

    private TestDatabase() {}

    public static boolean isPostgres() {
        return !System.getProperty(PROPERTY, "").isEmpty();
    }

    /** The URL of a schema that nobody has used yet. */
    public static String newSchema() {
        return newSchema(server());
    }

    /** The same, on a certain server. */
    public static String newSchema(String server) {
        String schema = PREFIX + SCHEMAS.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(server);
                var statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
        } catch (SQLException failed) {
            throw new IllegalStateException("no schema could be made in PostgreSQL", failed);
        }
        return server + (server.contains("?") ? "&" : "?") + "currentSchema=" + schema;
    }

    private static synchronized String server() {
        String wanted = System.getProperty(PROPERTY, "");
        if (wanted.startsWith("jdbc:postgresql:")) {
            return wanted;
        }
        if (!wanted.equals("postgresql")) {
            throw new IllegalStateException(
                    PROPERTY + " is postgresql or a URL that begins with jdbc:postgresql:");
        }
        Postgres running = started;
        if (running == null) {
            running = Postgres.start();
            started = running;
        }
        return running.url();
    }
}
