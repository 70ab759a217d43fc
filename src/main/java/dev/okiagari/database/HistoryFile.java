package dev.okiagari.database;

import dev.okiagari.cluster.Message;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a file of the history, line by line, and trusts none of it. */
final class HistoryFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, List<Column>> columns = new HashMap<>();
    private final Rows rows;
    private @Nullable FileHeader header;
    private long count;
    private boolean ended;

    /** Takes each row, in the order of the file. */
    interface Rows {

        /** Once, before the first row. */
        default void begin(FileHeader header) {}

        default void row(Shape shape, List<Column> columns, JsonNode row) {}
    }

    /** What became of a reading. */
    sealed interface Outcome {

        record Read(FileHeader header, long rows) implements Outcome {}

        record Bad(long line, Message reason) implements Outcome {}
    }

    private HistoryFile(List<Shape> shapes, Rows rows) {
        shapes.forEach(shape -> this.shapes.put(shape.table().name(), shape));
        this.rows = rows;
    }

    static Outcome read(Path file, List<Shape> shapes, Rows rows) {
        HistoryFile reading = new HistoryFile(shapes, rows);
        try (InputStream raw = Files.newInputStream(file)) {
            return reading.zipped(raw);
        } catch (NoSuchFileException missing) {
            return new Outcome.Bad(0, Message.of("database.import.no-file", file));
        } catch (IOException unreadable) {
            return new Outcome.Bad(0, Message.of("database.import.unreadable", unreadable));
        }
    }

    private Outcome zipped(InputStream raw) throws IOException {
        try (InputStream in = new GZIPInputStream(raw, 1 << 16)) {
            return lines(new Lines(in));
        } catch (ZipException | EOFException noFileOfOurs) {
            return new Outcome.Bad(0, Message.of("database.import.not-zipped"));
        }
    }

    private Outcome lines(Lines lines) throws IOException {
        try {
            byte[] line = lines.next();
            while (line != null) {
                Optional<Message> wrong = line(line);
                if (wrong.isPresent()) {
                    return new Outcome.Bad(lines.number(), wrong.get());
                }
                line = lines.next();
            }
        } catch (Lines.TooLong long_) {
            return new Outcome.Bad(lines.number(), Message.of("database.import.long-line"));
        } catch (ZipException | EOFException cut) {
            return new Outcome.Bad(lines.number(), Message.of("database.import.damaged"));
        }
        FileHeader read = header;
        return read == null || !ended
                ? new Outcome.Bad(lines.number(), Message.of("database.import.cut"))
                : new Outcome.Read(read, count);
    }

    private Optional<Message> line(byte[] line) {
        JsonNode read;
        try {
            read = JSON.readTree(line);
        } catch (JacksonException malformed) {
            return Optional.of(Message.of("database.import.malformed"));
        }
        if (header == null) {
            return header(read);
        }
        if (ended) {
            return Optional.of(Message.of("database.import.after-end"));
        }
        return read.isObject() ? end(read) : row(read);
    }

    private Optional<Message> header(JsonNode read) {
        if (!read.path("okiagari").asString("").equals(FileHeader.KIND)) {
            return Optional.of(Message.of("database.import.no-history"));
        }
        JsonNode version = read.path("version");
        if (!version.isInt() || version.asInt() != FileHeader.VERSION) {
            return Optional.of(
                    Message.of("database.import.newer", version.asString("?"), FileHeader.VERSION));
        }
        try {
            FileHeader known = JSON.treeToValue(read, FileHeader.class);
            Optional<Message> wrong = wrong(known);
            if (wrong.isEmpty()) {
                header = known;
                rows.begin(known);
            }
            return wrong;
        } catch (JacksonException malformed) {
            return Optional.of(Message.of("database.import.malformed"));
        }
    }

    private Optional<Message> wrong(FileHeader known) {
        String cluster = known.cluster();
        if (cluster == null || cluster.isBlank() || cluster.length() > 64) {
            return Optional.of(Message.of("database.import.type", "cluster"));
        }
        if (known.tables() == null) {
            return Optional.of(Message.of("database.import.malformed"));
        }
        for (Map.Entry<String, List<String>> table : known.tables().entrySet()) {
            Optional<Message> wrong = table(table.getKey(), table.getValue());
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    /** Columns that we do not know were added by a newer program, and would be lost. */
    private Optional<Message> table(String name, List<String> given) {
        Shape shape = shapes.get(name);
        if (shape == null || given == null) {
            return Optional.of(Message.of("database.import.unknown-table", name));
        }
        List<Column> found = new ArrayList<>();
        for (String column : given) {
            Optional<Column> known = shape.column(String.valueOf(column));
            if (known.isEmpty() || found.contains(known.get())) {
                return Optional.of(Message.of("database.import.unknown-column", name, column));
            }
            found.add(known.get());
        }
        Optional<Column> missing =
                shape.columns().stream()
                        .filter(Column::needed)
                        .filter(column -> !found.contains(column))
                        .findFirst();
        columns.put(name, List.copyOf(found));
        return missing.map(column -> Message.of("database.import.missing", column.name()));
    }

    private Optional<Message> end(JsonNode read) {
        ended = true;
        JsonNode told = read.path("rows");
        return told.isIntegralNumber() && told.canConvertToLong() && told.asLong() == count
                ? Optional.empty()
                : Optional.of(Message.of("database.import.count", count));
    }

    private Optional<Message> row(JsonNode read) {
        String name = read.path(0).asString("");
        Shape shape = shapes.get(name);
        List<Column> given = columns.get(name);
        if (!read.isArray() || shape == null || given == null) {
            return Optional.of(Message.of("database.import.malformed"));
        }
        if (read.size() != given.size() + 1) {
            return Optional.of(Message.of("database.import.width", given.size(), read.size() - 1));
        }
        for (int i = 0; i < given.size(); i++) {
            Optional<Message> wrong = given.get(i).refuse(read.get(i + 1));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        Optional<Message> wrong = shape.table().rule().refuse(column -> text(given, read, column));
        if (wrong.isEmpty()) {
            count++;
            rows.row(shape, given, read);
        }
        return wrong;
    }

    private static @Nullable String text(List<Column> given, JsonNode row, String name) {
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i).name().equals(name)) {
                return row.get(i + 1).asStringOpt().orElse(null);
            }
        }
        return null;
    }
}
