package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.okiagari.Main;
import dev.okiagari.database.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Okiagari as a process of its own, with a data directory of its own; it can be killed and started
 * again.
 */
public final class Okiagari implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("Okiagari is ready: (http://\\S+)");

    /** Starts sooner, and is slower after some minutes. */
    private static final List<String> SOON_READY = List.of("-XX:TieredStopAtLevel=1");

    private static final Duration STARTING = Duration.ofSeconds(180);

    private final Path data;
    private final @Nullable Path kubeconfig;
    private final List<String> settings;
    private final List<String> jvm;
    private @Nullable Process process;
    private @Nullable Api api;
    private int starts;

    private Okiagari(
            Path data, @Nullable Path kubeconfig, List<String> jvm, List<String> settings) {
        this.data = data;
        this.kubeconfig = kubeconfig;
        this.jvm = jvm;
        this.settings = withDatabase(settings);
    }

    private static List<String> withDatabase(List<String> settings) {
        String url = "--spring.datasource.url=";
        boolean hasOne = settings.stream().anyMatch(setting -> setting.startsWith(url));
        return hasOne || !TestDatabase.isPostgres()
                ? settings
                : Stream.concat(Stream.of(url + TestDatabase.newSchema()), settings.stream())
                        .toList();
    }

    /** Its own practice cluster. */
    public static Okiagari practising(Path data, String... settings) {
        return new Okiagari(data, null, SOON_READY, List.of(settings)).start();
    }

    /** The cluster that a kubeconfig names. */
    static Okiagari watching(Path kubeconfig, Path data, String... settings) {
        return new Okiagari(data, kubeconfig, SOON_READY, List.of(settings)).start();
    }

    /** The same with a virtual machine as it is by default, for those who measure. */
    static Okiagari unhurried(Path kubeconfig, Path data, String... settings) {
        return new Okiagari(data, kubeconfig, List.of(), List.of(settings)).start();
    }

    /** One that somebody else has started, and ends. */
    static Okiagari at(URI address, String token) {
        Okiagari elsewhere = new Okiagari(Path.of(""), null, List.of(), List.of());
        elsewhere.api = new Api(address, token);
        return elsewhere;
    }

    /** A new directory, kept after the tests so that the logs can be read. */
    public static Path directory(String name) {
        try {
            Path all = Files.createDirectories(Path.of("target", "contract").toAbsolutePath());
            return Files.createTempDirectory(all, name + "-");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Api api() {
        if (api == null) {
            throw new IllegalStateException("it does not run");
        }
        return api;
    }

    /** Where it serves. */
    public URI address() {
        return URI.create(readyUrl());
    }

    /** Where the kubeconfig of its practice cluster is. */
    Path practiceKubeconfig() {
        return data.resolve("practice").resolve("kubeconfig");
    }

    Okiagari start() {
        starts++;
        try {
            Files.createDirectories(data);
            ProcessBuilder builder =
                    new ProcessBuilder(command())
                            .redirectErrorStream(true)
                            .redirectOutput(log().toFile());
            builder.environment().remove("KUBECONFIG");
            if (kubeconfig != null) {
                builder.environment().put("KUBECONFIG", kubeconfig.toString());
            }
            process = builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        boolean well = false;
        try {
            api = new Api(awaitReady(process));
            awaitConnected();
            well = true;
            return this;
        } finally {
            if (!well) {
                kill();
            }
        }
    }

    /** Killed, and started again on what it has kept. */
    public void restart() {
        kill();
        start();
    }

    boolean isRunning() {
        return process != null;
    }

    /** It stands still, and does not know. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        Signals.send(name, pid());
    }

    long pid() {
        if (process == null) {
            throw new IllegalStateException("it does not run");
        }
        return process.pid();
    }

    /** Whether it is the one of several that records. */
    boolean records() {
        return api().get("/api/cluster").expect(200).body().at("/replica/records").asBoolean();
    }

    /** As {@code kill -9} does: it has no time for anything. */
    void kill() {
        end(true);
    }

    @Override
    public void close() {
        end(false);
    }

    private void end(boolean forcibly) {
        Process running = process;
        process = null;
        api = null;
        if (running == null) {
            return;
        }
        try {
            boolean ended = false;
            if (!forcibly) {
                running.destroy();
                ended = running.waitFor(20, TimeUnit.SECONDS);
            }
            if (!ended) {
                running.destroyForcibly();
                assertThat(running.waitFor(20, TimeUnit.SECONDS)).isTrue();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> command() {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx400m",
                                "-cp",
                                classpath(),
                                Main.class.getName(),
                                "--server.port=0",
                                "--okiagari.data-dir=" + data,
                                "--okiagari.cluster.mode="
                                        + (kubeconfig == null ? "practice" : "kubeconfig")));
        command.addAll(1, jvm);
        command.addAll(settings);
        return command;
    }

    /** As it is shipped: without the settings and the classes of the tests. */
    private static String classpath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path log() {
        return data.resolve("start-" + starts + ".log");
    }

    String output() {
        try {
            return Files.readString(log());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private URI awaitReady(Process started) {
        String url =
                await("Okiagari's start")
                        .atMost(STARTING)
                        .pollInterval(Duration.ofMillis(200))
                        .failFast(() ->
                                assertThat(started.isAlive())
                                        .as(() -> "it has ended: " + output())
                                        .isTrue())
                        .until(this::readyUrl, found -> !found.isEmpty());
        return URI.create(url);
    }

    private String readyUrl() {
        Matcher ready = READY.matcher(output());
        return ready.find() ? ready.group(1) : "";
    }

    /** Where people log in, nobody can ask without doing so: whoever does will see. */
    private void awaitConnected() {
        if (settings.contains("--okiagari.security.mode=local")
                || settings.contains("--okiagari.security.mode=oidc")) {
            return;
        }
        await("connected to the cluster")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    var cluster = api().get("/api/cluster").expect(200);
                    assertThat(cluster.body().at("/connection/state").asString())
                            .as(cluster.text())
                            .isEqualTo("connected");
                });
    }
}
