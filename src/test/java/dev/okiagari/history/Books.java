package dev.okiagari.history;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import dev.okiagari.database.Database;
import dev.okiagari.replica.Bulletin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database with the tables of the history, without an application around it. */
final class Books {

    record RestartRow(
            String podUid,
            String container,
            int count,
            @Nullable String ended,
            String began,
            @Nullable Integer exitCode) {}

    /** A gap; {@code podUid} and {@code container} are null where it is about more than one. */
    record GapRow(
            @Nullable String podUid,
            @Nullable String container,
            Instant from,
            Instant to,
            String reason,
            @Nullable Integer missed,
            String text) {}

    record RunRow(String podUid, String container, String containerId, @Nullable Integer exit) {}

    final JdbcClient jdbc;
    final NamedParameterJdbcOperations batches;
    final Archive archive;
    final Announcer announcer;
    final Database database = mock(withSettings().stubOnly());
    private final TransactionTemplate transactions;

    Books(String name) throws java.io.IOException {
        JdbcConnectionPool source =
                JdbcConnectionPool.create("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "sa", "");
        Resource[] tables =
                new PathMatchingResourcePatternResolver()
                        .getResources("classpath:db/migration/*__history_*.sql");
        new ResourceDatabasePopulator(tables).execute(source);
        batches = new NamedParameterJdbcTemplate(source);
        jdbc = JdbcClient.create(batches);
        archive = new Archive(jdbc);
        announcer =
                new Announcer(
                        mock(RestartRows.class),
                        mock(ReplacementRows.class),
                        mock(ProbeFailureRows.class),
                        mock(GapRows.class),
                        mock(ApplicationEventPublisher.class),
                        mock(Bulletin.class));
        transactions = new TransactionTemplate(new JdbcTransactionManager(source));
    }

    <T> T transaction(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(_ -> work.get()));
    }

    List<RestartRow> restarts(String cluster) {
        return jdbc.sql("select * from history_restart where cluster_id = :cluster order by id")
                .param("cluster", cluster)
                .query((row, _) ->
                        new RestartRow(
                                row.getString("pod_uid"),
                                row.getString("container"),
                                row.getInt("restart_count"),
                                row.getString("ended_container_id"),
                                row.getString("began_container_id"),
                                row.getObject("exit_code", Integer.class)))
                .list();
    }

    List<RunRow> runs(String cluster) {
        return jdbc.sql("select * from history_run where cluster_id = :cluster order by id")
                .param("cluster", cluster)
                .query((row, _) ->
                        new RunRow(
                                row.getString("pod_uid"),
                                row.getString("container"),
                                row.getString("container_id"),
                                row.getObject("exit_code", Integer.class)))
                .list();
    }

    List<GapRow> gaps(String cluster) {
        return jdbc.sql("select * from history_gap where cluster_id = :cluster order by id")
                .param("cluster", cluster)
                .query((row, _) ->
                        new GapRow(
                                row.getString("pod_uid"),
                                row.getString("container"),
                                instant(row, "from_at"),
                                instant(row, "happened_at"),
                                row.getString("reason"),
                                row.getObject("missed", Integer.class),
                                row.getString("explanation")))
                .list();
    }

    List<String> alive(String cluster) {
        return jdbc.sql(
                        "select pod_uid from history_pod where cluster_id = :cluster and gone ="
                                + " false")
                .param("cluster", cluster)
                .query(String.class)
                .list();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
