package dev.okiagari.probes;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a kubelet's page {@code /metrics/probes} says. */
final class KubeletPage {

    private KubeletPage() {}

    /**
     * Empty where it has no such counter at all, or one that cannot be understood: a counter that
     * is missing would pass for one that is 0.
     */
    static Optional<Counters> of(String text, Set<String> podUids) {
        Samples samples = new Samples(podUids);
        @Nullable Instant startedAt = null;
        boolean any = false;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith(Samples.START)) {
                startedAt =
                        MetricLine.of(line)
                                .map(sample -> Samples.instant(sample.value()))
                                .orElse(null);
            } else if (line.startsWith(Samples.COUNTER + "{")) {
                any = true;
                Optional<MetricLine> sample = MetricLine.of(line);
                if (sample.isEmpty() || !samples.add(sample.get().labels(), sample.get().value())) {
                    return Optional.empty();
                }
            }
        }
        return any ? Optional.of(new Counters(startedAt, samples.of(podUids))) : Optional.empty();
    }
}
