package dev.okiagari.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Keeps H2 from meeting a full disk: it closes itself there, and whoever asks it next may wait for
 * ever (its MVStore 2.4 spins for a version of itself that never comes). So nobody is given a
 * connection while there is next to no space; what is to be written waits, as for a database that
 * is away.
 */
final class SpareDisk extends DelegatingDataSource {

    static final long SPARED = 16L << 20;

    private static final String FILE = "jdbc:h2:file:";
    private static final String DISK_FULL = "53100";

    private final Path directory;
    private final LongSupplier usable;

    private SpareDisk(DataSource source, Path directory) {
        this(source, directory, directory.toFile()::getUsableSpace);
    }

    /**
     * @param usable bytes
     */
    SpareDisk(DataSource source, Path directory, LongSupplier usable) {
        super(source);
        this.directory = directory;
        this.usable = usable;
    }

    static boolean isFor(String url) {
        return url.startsWith(FILE);
    }

    static SpareDisk of(DataSource source, String url) {
        String file = url.substring(FILE.length()).replaceFirst(";.*", "");
        String home = System.getProperty("user.home");
        Path directory = Path.of(file.replaceFirst("^~", home.replace("\\", "\\\\"))).getParent();
        return new SpareDisk(source, directory == null ? Path.of("") : directory);
    }

    @Override
    public Connection getConnection() throws SQLException {
        check();
        return super.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        check();
        return super.getConnection(user, password);
    }

    /** What is not there has no space either, and will be made. */
    private void check() throws SQLException {
        long left = usable.getAsLong();
        if (left < SPARED && directory.toFile().exists()) {
            throw new SQLException(
                    "No space left: %d MB in %s, of which Okiagari leaves %d to others"
                            .formatted(left >> 20, directory, SPARED >> 20),
                    DISK_FULL);
        }
    }
}
