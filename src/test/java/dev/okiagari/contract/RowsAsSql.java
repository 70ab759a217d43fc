package dev.okiagari.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what a program has kept in H2, for the tests of later ones. Run {@code main} when the
 * program has ended; its arguments are the program's data directory and the file to write, {@code
 * src/test/resources/released/VERSION/rows.sql}.
 */
final class RowsAsSql {

    private static final String TABLES =
            """
            select table_name from information_schema.tables
            where table_schema = 'PUBLIC' and table_type = 'BASE TABLE'
              and table_name <> 'flyway_schema_history' order by table_name
            """;

    /** Ids that the database counts itself are counted again. */
    private static final String COLUMNS =
            """
            select lower(column_name) from information_schema.columns
            where table_schema = 'PUBLIC' and table_name = ? and is_identity = 'NO'
            order by ordinal_position
            """;

    private static final String COUNTERS =
            """
            select lower(sequence_name), base_value from information_schema.sequences
            where sequence_schema = 'PUBLIC' and sequence_name not like 'SYSTEM%'
            """;

    private static final String NEWEST =
            """
            select "version" from "flyway_schema_history"
            where "version" is not null order by "installed_rank" desc limit 1
            """;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS'+00:00'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Connection database;

    private RowsAsSql(Connection database) {
        this.database = database;
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        Path data = Path.of(arguments[0]).toAbsolutePath();
        Path file = Path.of(arguments[1]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        String url = "jdbc:h2:file:" + data.resolve("okiagari");
        try (Connection database = DriverManager.getConnection(url, login(url))) {
            String cluster = Files.readString(data.resolve("practice").resolve("cluster-id"));
            Files.writeString(file, new RowsAsSql(database).lines(cluster));
        }
    }

    /** H2 has a user without a name; the URL of another database names its own. */
    static Properties login(String url) {
        Properties login = new Properties();
        if (url.startsWith("jdbc:h2:")) {
            login.setProperty("user", "");
            login.setProperty("password", "");
        }
        return login;
    }

    private String lines(String cluster) throws SQLException {
        StringBuilder sql = new StringBuilder();
        sql.append(ReleasedDatabase.SCHEMA).append(column(NEWEST).getFirst()).append('\n');
        sql.append(ReleasedDatabase.CLUSTER).append(cluster.strip()).append('\n');
        for (String table : column(TABLES)) {
            rows(table, sql);
        }
        try (var statement = database.createStatement();
                ResultSet counters = statement.executeQuery(COUNTERS)) {
            while (counters.next()) {
                sql.append(
                        "alter sequence %s restart with %d;\n"
                                .formatted(counters.getString(1), counters.getLong(2)));
            }
        }
        return sql.toString();
    }

    private void rows(String table, StringBuilder sql) throws SQLException {
        String columns = String.join(", ", column(COLUMNS, table));
        try (var statement = database.createStatement();
                ResultSet row = statement.executeQuery("select " + columns + " from " + table)) {
            while (row.next()) {
                sql.append(
                        "insert into %s (%s) values (%s);\n"
                                .formatted(table.toLowerCase(Locale.ROOT), columns, values(row)));
            }
        }
    }

    private static String values(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            values.add(literal(row.getObject(i)));
        }
        return String.join(", ", values);
    }

    /** As both databases read it. */
    private static String literal(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            case OffsetDateTime time ->
                    "timestamp with time zone '%s'".formatted(TIME.format(time.toInstant()));
            default -> "'" + value.toString().replace("'", "''") + "'";
        };
    }

    private List<String> column(String query, String... arguments) throws SQLException {
        List<String> found = new ArrayList<>();
        try (var statement = database.prepareStatement(query)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
        }
        return found;
    }
}
