package dev.okiagari.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * What an earlier program has written, as {@link RowsAsSql} has written it down.
 *
 * @param name of the release, that of its folder in {@code released}
 * @param schema the newest migration of that program
 * @param cluster the id of its practice cluster
 */
record ReleasedDatabase(String name, String schema, String cluster, List<String> statements) {

    static final String SCHEMA = "-- schema ";
    static final String CLUSTER = "-- cluster ";

    static Stream<ReleasedDatabase> all() {
        try {
            return Arrays.stream(
                            new PathMatchingResourcePatternResolver()
                                    .getResources("classpath:released/*/rows.sql"))
                    .map(ReleasedDatabase::read);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ReleasedDatabase read(Resource file) {
        try {
            String text = file.getContentAsString(StandardCharsets.UTF_8);
            String[] path = file.getURL().getPath().split("/", -1);
            return new ReleasedDatabase(
                    path[path.length - 2],
                    after(SCHEMA, text),
                    after(CLUSTER, text),
                    Stream.of(text.split("\n(?=insert into |alter sequence )", -1))
                            .skip(1)
                            .map(statement -> statement.strip().replaceFirst(";$", ""))
                            .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String after(String start, String text) {
        return text.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst()
                .orElseThrow();
    }

    /** Makes the tables as they were, and puts the rows into them. */
    void writeTo(String url) throws SQLException {
        flyway(url).target(MigrationVersion.fromVersion(schema)).load().migrate();
        try (Connection connection = DriverManager.getConnection(url, RowsAsSql.login(url));
                var sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }

    /** As the program's own, to which nothing is unknown. */
    static FluentConfiguration flyway(String url) {
        return Flyway.configure()
                .dataSource(new DriverManagerDataSource(url, RowsAsSql.login(url)))
                .ignoreMigrationPatterns(new String[0]);
    }

    @Override
    public String toString() {
        return name;
    }
}
