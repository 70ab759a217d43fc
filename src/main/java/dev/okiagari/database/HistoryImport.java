package dev.okiagari.database;

import dev.okiagari.cluster.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/**
 * Reads a file of the history into the database. It is read twice: a file with anything wrong in it
 * changes nothing. Rows are told apart by their natural keys, and one that is there already stays
 * as it is, so that importing twice changes nothing, and an import that a database broke off can be
 * repeated.
 */
@Component
public class HistoryImport {

    private final ReentrantLock oneAtATime = new ReentrantLock();

    private final Shapes shapes;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final DataSize limit;
    private final Path directory;

    HistoryImport(
            Shapes shapes,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            DatabaseProperties properties,
            Environment environment) {
        this.limit = properties.importLimit();
        this.directory = Path.of(environment.getProperty("okiagari.data-dir", "."));
        this.shapes = shapes;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Keeps what is sent until it is read, in the data directory: a temporary one may be memory.
     */
    public ImportResult read(InputStream sent) {
        return alone(() -> keptAndRead(sent));
    }

    public ImportResult read(Path file) {
        return alone(() -> of(file));
    }

    private ImportResult alone(Supplier<ImportResult> reading) {
        if (!oneAtATime.tryLock()) {
            return new ImportResult.Busy();
        }
        try {
            return reading.get();
        } finally {
            oneAtATime.unlock();
        }
    }

    private ImportResult keptAndRead(InputStream sent) {
        try {
            Path file = Files.createTempFile(Files.createDirectories(directory), "import", ".gz");
            try {
                return keep(sent, file) ? of(file) : new ImportResult.TooLarge(limit);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private ImportResult of(Path file) {
        List<Shape> all = shapes.all();
        return switch (HistoryFile.read(file, all, new HistoryFile.Rows() {})) {
            case HistoryFile.Outcome.Bad(long line, Message reason) ->
                    new ImportResult.Refused(line, reason);
            case HistoryFile.Outcome.Read read -> write(file, all, read);
        };
    }

    private boolean keep(InputStream sent, Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = limit.toBytes();
        try (OutputStream out = Files.newOutputStream(file)) {
            int read = sent.read(buffer);
            while (read >= 0 && read <= left) {
                out.write(buffer, 0, read);
                left -= read;
                read = sent.read(buffer);
            }
            return read < 0;
        }
    }

    private ImportResult write(Path file, List<Shape> all, HistoryFile.Outcome.Read checked) {
        Batches batches = new Batches(jdbc, transaction);
        HistoryFile.Outcome written = HistoryFile.read(file, all, batches);
        batches.flush();
        return switch (written) {
            case HistoryFile.Outcome.Read read ->
                    new ImportResult.Imported(
                            checked.header().cluster(), read.rows(), batches.added());
            case HistoryFile.Outcome.Bad(long line, Message reason) ->
                    throw new IllegalStateException(
                            "the file changed while it was read: line " + line + ", " + reason);
        };
    }
}
