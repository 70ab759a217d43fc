package dev.okiagari.probes;

import dev.okiagari.cluster.ProbeCount;
import dev.okiagari.cluster.ProbeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a kubelet's page {@code /metrics/probes} says.
 *
 * @param startedAt since when its process runs; null where it does not say
 * @param pods by UID, those that were asked for, with their counters that are not 0
 */
record KubeletPage(@Nullable Instant startedAt, Map<String, List<ProbeCount>> pods) {

    private static final String COUNTER = "prober_probe_total";
    private static final String START = "process_start_time_seconds";

    KubeletPage {
        pods = Map.copyOf(pods);
    }

    private record Key(String podUid, String container, ProbeType probe) {}

    /**
     * Reads a page. Empty where it has no such counter at all, or one that cannot be understood: a
     * counter that is missing would pass for one that is 0.
     */
    static Optional<KubeletPage> of(String text, Set<String> podUids) {
        Map<Key, long[]> counts = new HashMap<>();
        @Nullable Instant startedAt = null;
        boolean any = false;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith(START)) {
                startedAt = MetricLine.of(line).map(KubeletPage::instant).orElse(null);
            } else if (line.startsWith(COUNTER + "{")) {
                any = true;
                Optional<MetricLine> sample = MetricLine.of(line);
                if (sample.isEmpty() || !add(sample.get(), podUids, counts)) {
                    return Optional.empty();
                }
            }
        }
        return any
                ? Optional.of(new KubeletPage(startedAt, pods(podUids, counts)))
                : Optional.empty();
    }

    /** False where it cannot be understood. */
    private static boolean add(MetricLine sample, Set<String> podUids, Map<Key, long[]> counts) {
        Map<String, String> labels = sample.labels();
        String uid = labels.get("pod_uid");
        String container = labels.get("container");
        String result = labels.get("result");
        Optional<ProbeType> probe = probe(labels.get("probe_type"));
        if (uid == null
                || container == null
                || result == null
                || probe.isEmpty()
                || !isCount(sample.value())) {
            return false;
        }
        int place = List.of("failed", "unknown").indexOf(result);
        if (place >= 0 && sample.value() > 0 && podUids.contains(uid)) {
            long[] both =
                    counts.computeIfAbsent(
                            new Key(uid, container, probe.get()), any -> new long[2]);
            both[place] += (long) sample.value();
        }
        return true;
    }

    private static boolean isCount(double value) {
        return value >= 0 && value < Long.MAX_VALUE;
    }

    private static Optional<ProbeType> probe(@Nullable String name) {
        return Arrays.stream(ProbeType.values())
                .filter(type -> name != null && type.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private static Map<String, List<ProbeCount>> pods(
            Set<String> podUids, Map<Key, long[]> counts) {
        Map<String, List<ProbeCount>> pods = new HashMap<>();
        podUids.forEach(uid -> pods.put(uid, new ArrayList<>()));
        counts.forEach((key, both) ->
                pods.computeIfAbsent(key.podUid(), any -> new ArrayList<>())
                        .add(new ProbeCount(key.container(), key.probe(), both[0], both[1])));
        return pods;
    }

    private static @Nullable Instant instant(MetricLine sample) {
        double seconds = sample.value();
        return seconds > 0 && seconds < 1e11 ? Instant.ofEpochMilli((long) (seconds * 1000)) : null;
    }
}
