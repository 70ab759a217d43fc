package dev.okiagari.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every other second whether the database answers, though nobody else asks it. */
@Component
class DatabaseProbe {

    private static final int SECONDS = 5;

    private final DataSource source;
    private final Database database;
    private final AtomicLong ended = new AtomicLong();

    DatabaseProbe(DataSource source, Database database) {
        this.source = source;
        this.database = database;
    }

    @Scheduled(fixedDelay = 2000)
    void look() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            // no time-out of the statement: in H2 it would stay with the connection
            if (!connection.isValid(SECONDS)) {
                throw new SQLException("no answer within " + SECONDS + " s", "08006");
            }
            statement.execute("select 1");
            database.worked(Database.Use.LOOKING);
        } catch (SQLException away) {
            database.failed(Database.Use.LOOKING, away);
            beginAnew();
        } finally {
            ended.incrementAndGet();
        }
    }

    /** How many looks have come to an end, good or bad. */
    long ended() {
        return ended.get();
    }

    /**
     * H2 closes itself when it cannot write, calls each old connection good all the same, and opens
     * its file again for a new one.
     */
    private void beginAnew() {
        HikariDataSource pool = pool(source);
        if (pool != null && pool.getHikariPoolMXBean() != null) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    private static @Nullable HikariDataSource pool(DataSource source) {
        DataSource inner =
                source instanceof DelegatingDataSource around
                        ? around.getTargetDataSource()
                        : source;
        return inner instanceof HikariDataSource pool ? pool : null;
    }
}
