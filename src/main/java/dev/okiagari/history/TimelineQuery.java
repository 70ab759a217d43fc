package dev.okiagari.history;

import dev.okiagari.cluster.WorkloadName;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * What a timeline is to show; null asks for all.
 *
 * @param from inclusive
 * @param to exclusive, at most {@link #LONGEST} later
 * @param workload {@code Kind/name}, or a name of any kind
 * @param pod a name
 * @param lanes how many containers at most: 1 to {@link #MOST_LANES}
 * @param marks how many restarts one by one at most: 1 to {@link #MOST_MARKS}; containers with more
 *     than fit are summed up
 * @param buckets into how many stretches of time what does not fit is summed up: 1 to {@link
 *     #MOST_BUCKETS}
 */
public record TimelineQuery(
        Instant from,
        Instant to,
        @Nullable String namespace,
        @Nullable String workload,
        @Nullable String pod,
        int lanes,
        int marks,
        int buckets) {

    public static final Duration LONGEST = Duration.ofDays(30);

    public static final int MOST_LANES = 500;
    public static final int MOST_MARKS = 10_000;
    public static final int MOST_BUCKETS = 1000;

    public TimelineQuery {
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a range ends after it begins, within 30 days");
        }
        within("lanes", lanes, MOST_LANES);
        within("marks", marks, MOST_MARKS);
        within("buckets", buckets, MOST_BUCKETS);
    }

    /** The workload that is asked for, as far as that is one; null otherwise. */
    public @Nullable WorkloadRef only(Timeline found) {
        if (workload == null) {
            return null;
        }
        Set<WorkloadRef> all =
                found.lanes().stream().map(Timeline.Lane::workload).collect(Collectors.toSet());
        WorkloadName meant = WorkloadName.of(workload);
        if (all.isEmpty() && namespace != null && meant.kind() != null) {
            return new WorkloadRef(namespace, meant.kind(), meant.name());
        }
        return all.size() == 1 ? all.iterator().next() : null;
    }

    private static void within(String what, int number, int most) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(what + " must be between 1 and " + most);
        }
    }

    /** For SQL: whose it is, its ends, and how it is cut into stretches, in seconds. */
    MapSqlParameterSource parameters(String clusterId) {
        return new MapSqlParameterSource("cluster", clusterId)
                .addValue("from", Ledger.time(from))
                .addValue("to", Ledger.time(to))
                .addValue("begin", from.getEpochSecond())
                .addValue("width", bucket().toSeconds());
    }

    /** Of one stretch, in whole seconds. */
    public Duration bucket() {
        long seconds = Duration.between(from, to).toSeconds();
        return Duration.ofSeconds(Math.max(1, Math.ceilDiv(seconds, (long) buckets)));
    }
}
