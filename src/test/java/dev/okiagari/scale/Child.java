package dev.okiagari.scale;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A Java process of our own, and what it writes. */
final class Child implements AutoCloseable {

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final Process process;
    private final Path log;

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * @param tests whether the classes of the tests are on its path: the program is tried as
     *     shipped
     */
    static Child start(
            Path log,
            boolean tests,
            List<String> options,
            String main,
            List<String> arguments,
            Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classpath(tests), main));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().remove("KUBECONFIG");
        builder.environment().putAll(environment);
        return new Child(builder.start(), log);
    }

    private static String classpath(boolean tests) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> tests || !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The first group of a pattern, once it is written. */
    String awaitWord(String pattern, Duration patience) {
        Pattern wanted = Pattern.compile(pattern);
        return await(pattern)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            if (!process.isAlive()) {
                                throw new IllegalStateException("it has ended: " + output());
                            }
                            Matcher found = wanted.matcher(output());
                            return found.find() ? found.group(1) : "";
                        },
                        word -> !word.isEmpty());
    }

    String output() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Resident memory in MiB. */
    long resident() throws IOException {
        Matcher found =
                RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
        if (!found.find()) {
            throw new IllegalStateException("no VmRSS");
        }
        return Long.parseLong(found.group(1)) / 1024;
    }

    /** Processor time used so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                boolean _ = process.waitFor(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
