package dev.okiagari.contract;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process holds, by its own metrics.
 *
 * @param heap MiB that are in use after a full garbage collection
 * @param files that are open, sockets among them
 */
record Footprint(Duration after, double heap, double classes, double files, double threads) {

    private static final double MIB = 1024.0 * 1024;
    private static final String JCMD =
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();

    /** Collects its garbage first, which is what holding means. */
    static Footprint of(Okiagari okiagari, Duration after) {
        Command.run(JCMD, Long.toString(okiagari.pid()), "GC.run");
        String metrics = okiagari.api().metrics();
        return new Footprint(
                after,
                sum(metrics, "jvm_memory_used_bytes\\{area=\"heap\".*") / MIB,
                sum(metrics, "jvm_classes_loaded_classes"),
                sum(metrics, "process_files_open_files"),
                sum(metrics, "jvm_threads_live_threads"));
    }

    private static double sum(String metrics, String name) {
        Matcher line = Pattern.compile("^" + name + " (\\S+)$", Pattern.MULTILINE).matcher(metrics);
        double sum = 0;
        while (line.find()) {
            sum += Double.parseDouble(line.group(1));
        }
        return sum;
    }

    /** What lies in the middle of several. */
    static double median(List<Footprint> all, ToDoubleFunction<Footprint> part) {
        List<Double> sorted = all.stream().map(part::applyAsDouble).sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    String row() {
        return "| %d min | %.1f | %.0f | %.0f | %.0f |"
                .formatted(after.toMinutes(), heap, classes, files, threads);
    }
}
