package dev.okiagari;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The directory that Okiagari keeps its database in. Exists, and can be written. */
record DataDirectory(Path path) {

    private static final String LOCK_FILE = "okiagari.lock";

    static DataDirectory prepare(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path, ownerOnly(path));
            }
            Files.delete(Files.createTempFile(path, "okiagari", ".check"));
            return new DataDirectory(path);
        } catch (IOException e) {
            throw refused(path, "cannot be written (" + reason(e) + "): make it so", e);
        }
    }

    /** Takes the directory for this process, until it ends or the lock is closed. */
    Lock lock() {
        try {
            FileChannel channel =
                    FileChannel.open(
                            path.resolve(LOCK_FILE),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return new Lock(lock);
            }
            channel.close();
        } catch (IOException e) {
            throw refused(path, "cannot be locked (" + reason(e) + "): make it so", e);
        }
        throw refused(path, "is in use by another process: stop that one", null);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static StartRefused refused(Path path, String what, @Nullable Exception cause) {
        String sentence =
                "The data directory %s %s, or set okiagari.data-dir to another directory."
                        .formatted(path.toAbsolutePath(), what);
        return new StartRefused(sentence, cause);
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String reason(IOException e) {
        return switch (e) {
            case FileAlreadyExistsException exists -> exists.getFile() + " is not a directory";
            case FileSystemException f when f.getReason() != null -> f.getReason();
            case FileSystemException f -> "no access to " + f.getFile();
            default -> String.valueOf(e.getMessage());
        };
    }

    /** Held while this process uses the directory. */
    record Lock(FileLock held) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            held.acquiredBy().close();
        }
    }
}
