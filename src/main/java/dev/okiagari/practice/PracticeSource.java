package dev.okiagari.practice;

import dev.okiagari.cluster.ClusterKind;
import dev.okiagari.cluster.ClusterSource;
import dev.okiagari.cluster.Sleep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The practice cluster as a source: started when it is first asked for, stopped with the
 * application.
 */
@Component
class PracticeSource implements ClusterSource, DisposableBean {

    private static final String OWNER_ONLY = "rw-------";

    private final Clock clock;
    private final Sleep sleep;
    private final Path directory;
    private @Nullable PracticeCluster cluster;

    PracticeSource(Clock clock, Sleep sleep, @Value("${okiagari.data-dir}") Path dataDirectory) {
        this.clock = clock;
        this.sleep = sleep;
        this.directory = dataDirectory.resolve("practice");
    }

    @Override
    public ClusterKind kind() {
        return ClusterKind.PRACTICE;
    }

    /**
     * @throws UncheckedIOException where the data directory cannot be written
     */
    @Override
    public synchronized Path start() {
        Path kubeconfig = directory.resolve("kubeconfig");
        if (cluster == null) {
            try {
                Files.createDirectories(directory);
                cluster = new PracticeCluster(clock, sleep, id());
                write(kubeconfig, cluster.kubeconfig());
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }
        return kubeconfig;
    }

    /** The same cluster is found again by the next start on this data directory. */
    private String id() throws IOException {
        Path file = directory.resolve("cluster-id");
        if (Files.notExists(file)) {
            write(file, UUID.randomUUID().toString());
        }
        return Files.readString(file).strip();
    }

    private void write(Path file, String text) throws IOException {
        Path fresh = Files.createTempFile(directory, file.getFileName().toString(), ".new");
        if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
            Path _ =
                    Files.setPosixFilePermissions(
                            fresh, PosixFilePermissions.fromString(OWNER_ONLY));
        }
        Path _ = Files.writeString(fresh, text);
        Path _ = Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public synchronized void destroy() {
        if (cluster != null) {
            cluster.close();
            cluster = null;
        }
    }
}
