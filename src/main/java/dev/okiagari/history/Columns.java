package dev.okiagari.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads times from rows. */
final class Columns {

    private Columns() {}

    static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static Instant some(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(time(row, column), column);
    }
}
