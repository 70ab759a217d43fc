package dev.okiagari.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Reads from the database itself which columns its tables have: a new one needs no second place.
 */
@Component
class Shapes {

    private final JdbcTemplate jdbc;
    private final List<Portable> portables;

    Shapes(JdbcTemplate jdbc, List<Portable> portables) {
        this.jdbc = jdbc;
        this.portables = portables;
    }

    List<Shape> all() {
        ConnectionCallback<List<Shape>> read = Shapes.this::read;
        List<Shape> all = jdbc.execute(read);
        return all == null ? List.of() : all;
    }

    private List<Shape> read(Connection connection) throws SQLException {
        List<Shape> shapes = new ArrayList<>();
        for (Portable portable : portables) {
            for (PortableTable table : portable.tables()) {
                shapes.add(shape(connection, table));
            }
        }
        return shapes;
    }

    private static Shape shape(Connection connection, PortableTable table) throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        String name =
                about.storesUpperCaseIdentifiers()
                        ? table.table().toUpperCase(Locale.ROOT)
                        : table.table();
        @Nullable String identity = null;
        List<Column> columns = new ArrayList<>();
        try (ResultSet row = about.getColumns(null, connection.getSchema(), name, null)) {
            while (row.next()) {
                String column = row.getString("COLUMN_NAME").toLowerCase(Locale.ROOT);
                if ("YES".equals(row.getString("IS_AUTOINCREMENT"))) {
                    identity = column;
                } else if (!column.equals("cluster_id")) {
                    columns.add(column(column, row));
                }
            }
        }
        if (columns.isEmpty()) {
            throw new IllegalStateException("there is no table " + table.table());
        }
        return new Shape(table, identity, List.copyOf(columns));
    }

    private static Column column(String name, ResultSet row) throws SQLException {
        int size = row.getInt("COLUMN_SIZE");
        boolean needed =
                row.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls
                        && row.getString("COLUMN_DEF") == null;
        String type = row.getString("TYPE_NAME").toLowerCase(Locale.ROOT);
        return switch (type) {
            case "character varying", "varchar" ->
                    new Column(name, Column.Kind.TEXT, "varchar(" + size + ")", size, needed);
            case "integer", "int4" -> new Column(name, Column.Kind.WHOLE, "integer", 0, needed);
            case "bigint", "int8" -> new Column(name, Column.Kind.WHOLE, "bigint", 0, needed);
            case "double precision", "float8" ->
                    new Column(name, Column.Kind.FRACTION, "double precision", 0, needed);
            case "boolean", "bool" -> new Column(name, Column.Kind.TRUTH, "boolean", 0, needed);
            case "timestamp with time zone", "timestamptz" ->
                    new Column(name, Column.Kind.TIME, "timestamp(3) with time zone", 0, needed);
            case "uuid" -> new Column(name, Column.Kind.UUID, "uuid", 0, needed);
            default -> throw new IllegalStateException("no file has a column of type " + type);
        };
    }
}
