package dev.okiagari.database;

import dev.okiagari.cluster.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A column of a table that goes into a file.
 *
 * @param cast how both databases spell its type
 * @param length of a text; 0 for what is none
 * @param needed whether a row cannot be without it
 */
record Column(String name, Kind kind, String cast, int length, boolean needed) {

    /** How its values are written in JSON. */
    enum Kind {
        TEXT,
        WHOLE,
        FRACTION,
        TRUTH,
        TIME,
        UUID
    }

    /** From a row of the database, as the file has it. */
    @Nullable Object written(ResultSet row) throws SQLException {
        if (kind == Kind.TIME) {
            OffsetDateTime at = row.getObject(name, OffsetDateTime.class);
            return at == null ? null : at.toInstant().toString();
        }
        Object value = row.getObject(name);
        return kind == Kind.UUID && value != null ? value.toString() : value;
    }

    /** What is wrong with a value of a file; empty where nothing is. */
    Optional<Message> refuse(JsonNode value) {
        if (value.isNull()) {
            return needed
                    ? Optional.of(Message.of("database.import.missing", name))
                    : Optional.empty();
        }
        if (kind == Kind.TEXT && value.isString() && value.asString().length() > length) {
            return Optional.of(Message.of("database.import.too-long", name, length));
        }
        return fits(value)
                ? Optional.empty()
                : Optional.of(Message.of("database.import.type", name));
    }

    private boolean fits(JsonNode value) {
        return switch (kind) {
            // PostgreSQL stores no NUL
            case TEXT -> value.isString() && value.asString().indexOf('\0') < 0;
            case WHOLE ->
                    cast.equals("bigint")
                            ? value.canConvertToLong() && value.isIntegralNumber()
                            : value.canConvertToInt() && value.isIntegralNumber();
            case FRACTION -> value.isNumber();
            case TRUTH -> value.isBoolean();
            case TIME, UUID -> value.isString() && isReadable(value.asString());
        };
    }

    private boolean isReadable(String text) {
        try {
            return value(text) != null;
        } catch (DateTimeException | IllegalArgumentException malformed) {
            return false;
        }
    }

    /** As the database takes it. */
    @Nullable Object value(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        return switch (kind) {
            case TEXT, TIME, UUID -> value(value.asString());
            case WHOLE -> value.asLong();
            case FRACTION -> value.asDouble();
            case TRUTH -> value.asBoolean();
        };
    }

    /** Within what PostgreSQL keeps too. */
    private static OffsetDateTime time(String text) {
        OffsetDateTime at = Instant.parse(text).atOffset(ZoneOffset.UTC);
        if (at.getYear() < 1 || at.getYear() > 9999) {
            throw new DateTimeException("no time of ours");
        }
        return at;
    }

    private Object value(String text) {
        return switch (kind) {
            case TIME -> time(text);
            case UUID -> java.util.UUID.fromString(text);
            case TEXT, WHOLE, FRACTION, TRUTH -> text;
        };
    }
}
