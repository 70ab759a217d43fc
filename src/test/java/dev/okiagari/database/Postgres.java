package dev.okiagari.database;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL of the tests' own: in a new directory, on a free port of loopback, with a password
 * that is made up. It refuses to run as root, and then runs as {@code postgres} or {@code nobody}.
 */
public final class Postgres implements AutoCloseable {

    private static final String NAME = "okiagari";
    private static final Duration STARTING = Duration.ofSeconds(60);

    private final Path programs;
    private final Path directory;
    private final List<String> user;
    private final String password = UUID.randomUUID().toString();
    private final int port;
    private @Nullable Process process;

    private Postgres(Path programs) throws IOException {
        this.programs = programs;
        this.user = asWhom();
        this.port = freePort();
        this.directory = Files.createTempDirectory("okiagari-postgres");
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Whether this machine has the programs of a server. */
    public static boolean isInstalled() {
        return programs().isPresent();
    }

    public static Postgres start() {
        try {
            Postgres postgres =
                    new Postgres(
                            programs()
                                    .orElseThrow(() ->
                                            new IllegalStateException(
                                                    "PostgreSQL is not installed")));
            postgres.initialize();
            postgres.startAgain();
            return postgres;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s&password=%s"
                .formatted(port, NAME, password);
    }

    /** After a kill; what was committed is there again. */
    public void startAgain() {
        process =
                run(
                        "postgres",
                        "-D",
                        data(),
                        "-p",
                        String.valueOf(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "max_connections=400",
                        // these survive a killed process as well, and no machine fails here
                        "-c",
                        "fsync=off");
        await("PostgreSQL's start").atMost(STARTING).until(this::answers);
    }

    /** As {@code kill -9} of all its processes: none has time for anything. */
    public void kill() {
        Process running = process;
        process = null;
        if (running == null) {
            return;
        }
        List<ProcessHandle> workers = running.descendants().toList();
        running.destroyForcibly();
        workers.forEach(ProcessHandle::destroyForcibly);
        try {
            running.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    private boolean answers() {
        Process running = process;
        if (running == null || !running.isAlive()) {
            throw new IllegalStateException("PostgreSQL has ended: " + output());
        }
        try (Connection connection = DriverManager.getConnection(url())) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void initialize() throws IOException {
        Path secret = Files.writeString(directory.resolve("password"), password);
        own(directory);
        own(secret);
        Process initdb =
                run(
                        "initdb",
                        "-D",
                        data(),
                        "-U",
                        NAME,
                        "-E",
                        "UTF8",
                        "--locale=C.UTF-8",
                        "--auth=scram-sha-256",
                        "--no-sync",
                        "--pwfile=" + secret);
        try {
            if (!initdb.waitFor(60, TimeUnit.SECONDS) || initdb.exitValue() != 0) {
                throw new IllegalStateException("initdb failed: " + output());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Process run(String program, String... arguments) {
        List<String> command = new ArrayList<>(user);
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String output() {
        try {
            return Files.readString(log());
        } catch (IOException unreadable) {
            return String.valueOf(unreadable.getMessage());
        }
    }

    private Path log() {
        return directory.resolve("log");
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private void own(Path path) throws IOException {
        if (!user.isEmpty()) {
            UserPrincipal owner =
                    path.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(servant());
            Files.setOwner(path, owner);
        }
    }

    /** The words before a command; none where this is not root. */
    private static List<String> asWhom() {
        return System.getProperty("user.name").equals("root")
                ? List.of("setpriv", "--reuid=" + servant(), "--clear-groups", "--")
                : List.of();
    }

    private static String servant() {
        try (Stream<String> users = Files.lines(Path.of("/etc/passwd"))) {
            return users.anyMatch(line -> line.startsWith("postgres:")) ? "postgres" : "nobody";
        } catch (IOException unreadable) {
            return "nobody";
        }
    }

    /** The newest that Debian has installed, or what the path leads to. */
    private static Optional<Path> programs() {
        Path debian = Path.of("/usr/lib/postgresql");
        try (Stream<Path> versions =
                Files.isDirectory(debian) ? Files.list(debian) : Stream.empty()) {
            return Stream.concat(
                            versions.sorted(java.util.Comparator.reverseOrder())
                                    .map(version -> version.resolve("bin")),
                            Stream.of(System.getenv("PATH").split(":", -1)).map(Path::of))
                    .filter(path -> Files.isExecutable(path.resolve("initdb")))
                    .findFirst();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
