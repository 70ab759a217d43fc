package dev.okiagari.probes;

import dev.okiagari.cluster.ProbeCount;
import dev.okiagari.cluster.ProbeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds samples of {@code prober_probe_total} up, for the pods that were asked for. */
final class Samples {

    static final String COUNTER = "prober_probe_total";
    static final String START = "process_start_time_seconds";

    private static final List<String> GONE_WRONG = List.of("failed", "unknown");

    private final Set<String> podUids;
    private final Map<Key, long[]> counts = new HashMap<>();

    Samples(Set<String> podUids) {
        this.podUids = podUids;
    }

    private record Key(String podUid, String container, ProbeType probe) {}

    /** False where it cannot be understood. */
    boolean add(Map<String, String> labels, double value) {
        String uid = labels.get("pod_uid");
        String container = labels.get("container");
        String result = labels.get("result");
        Optional<ProbeType> probe = probe(labels.get("probe_type"));
        if (uid == null
                || container == null
                || result == null
                || probe.isEmpty()
                || !isCount(value)) {
            return false;
        }
        int place = GONE_WRONG.indexOf(result);
        if (place >= 0 && value > 0 && podUids.contains(uid)) {
            counts.computeIfAbsent(new Key(uid, container, probe.get()), any -> new long[2])[
                            place] +=
                    (long) value;
        }
        return true;
    }

    /**
     * @param pods those of whom it is known that what was not added is 0
     */
    Map<String, List<ProbeCount>> of(Collection<String> pods) {
        Map<String, List<ProbeCount>> sums = new HashMap<>();
        pods.forEach(uid -> sums.put(uid, new ArrayList<>()));
        counts.forEach((key, both) ->
                sums.computeIfAbsent(key.podUid(), any -> new ArrayList<>())
                        .add(new ProbeCount(key.container(), key.probe(), both[0], both[1])));
        return sums;
    }

    /** From seconds since 1970; null where that is no time. */
    static @Nullable Instant instant(double seconds) {
        return seconds > 0 && seconds < 1e11 ? Instant.ofEpochMilli((long) (seconds * 1000)) : null;
    }

    private static boolean isCount(double value) {
        return value >= 0 && value < Long.MAX_VALUE;
    }

    private static Optional<ProbeType> probe(@Nullable String name) {
        return Arrays.stream(ProbeType.values())
                .filter(type -> name != null && type.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }
}
