package dev.okiagari.history;

import dev.okiagari.cluster.ProbeType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to look for in the history; null asks for all. A list heeds what its rows have.
 *
 * @param workload {@code Kind/name}, or a name of any kind
 * @param cause the API's word for a restart's or replacement's cause, or a gap's reason
 * @param from inclusive
 * @param to exclusive
 * @param limit how many at most: 1 to 1000
 * @param cursor where to go on: {@link Slice#next} of the same query
 */
public record HistoryQuery(
        @Nullable String namespace,
        @Nullable String workload,
        @Nullable String pod,
        @Nullable String podUid,
        @Nullable String container,
        @Nullable String cause,
        @Nullable ProbeType probe,
        @Nullable UUID experimentId,
        @Nullable Instant from,
        @Nullable Instant to,
        int limit,
        @Nullable String cursor) {

    public static final int DEFAULT_LIMIT = 100;

    public static final int MAX_LIMIT = 1000;

    public HistoryQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be between 1 and " + MAX_LIMIT);
        }
    }

    public static HistoryQuery all() {
        return new HistoryQuery(
                null, null, null, null, null, null, null, null, null, null, DEFAULT_LIMIT, null);
    }

    public HistoryQuery withNamespace(@Nullable String namespace) {
        return new HistoryQuery(
                namespace,
                workload,
                pod,
                podUid,
                container,
                cause,
                probe,
                experimentId,
                from,
                to,
                limit,
                cursor);
    }

    public HistoryQuery withWorkload(@Nullable String workload) {
        return new HistoryQuery(
                namespace,
                workload,
                pod,
                podUid,
                container,
                cause,
                probe,
                experimentId,
                from,
                to,
                limit,
                cursor);
    }

    public HistoryQuery withPod(@Nullable String pod) {
        return new HistoryQuery(
                namespace,
                workload,
                pod,
                podUid,
                container,
                cause,
                probe,
                experimentId,
                from,
                to,
                limit,
                cursor);
    }

    public HistoryQuery withPodUid(@Nullable String podUid) {
        return new HistoryQuery(
                namespace,
                workload,
                pod,
                podUid,
                container,
                cause,
                probe,
                experimentId,
                from,
                to,
                limit,
                cursor);
    }

    public HistoryQuery withContainer(@Nullable String container) {
        return new HistoryQuery(
                namespace,
                workload,
                pod,
                podUid,
                container,
                cause,
                probe,
                experimentId,
                from,
                to,
                limit,
                cursor);
    }

    public HistoryQuery withCause(@Nullable String cause) {
        return new HistoryQuery(
                namespace,
                workload,
                pod,
                podUid,
                container,
                cause,
                probe,
                experimentId,
                from,
                to,
                limit,
                cursor);
    }

    public HistoryQuery withProbe(@Nullable ProbeType probe) {
        return new HistoryQuery(
                namespace,
                workload,
                pod,
                podUid,
                container,
                cause,
                probe,
                experimentId,
                from,
                to,
                limit,
                cursor);
    }

    public HistoryQuery withExperimentId(@Nullable UUID experimentId) {
        return new HistoryQuery(
                namespace,
                workload,
                pod,
                podUid,
                container,
                cause,
                probe,
                experimentId,
                from,
                to,
                limit,
                cursor);
    }

    public HistoryQuery withFrom(@Nullable Instant from) {
        return new HistoryQuery(
                namespace,
                workload,
                pod,
                podUid,
                container,
                cause,
                probe,
                experimentId,
                from,
                to,
                limit,
                cursor);
    }

    public HistoryQuery withTo(@Nullable Instant to) {
        return new HistoryQuery(
                namespace,
                workload,
                pod,
                podUid,
                container,
                cause,
                probe,
                experimentId,
                from,
                to,
                limit,
                cursor);
    }

    public HistoryQuery withLimit(int limit) {
        return new HistoryQuery(
                namespace,
                workload,
                pod,
                podUid,
                container,
                cause,
                probe,
                experimentId,
                from,
                to,
                limit,
                cursor);
    }

    public HistoryQuery withCursor(@Nullable String cursor) {
        return new HistoryQuery(
                namespace,
                workload,
                pod,
                podUid,
                container,
                cause,
                probe,
                experimentId,
                from,
                to,
                limit,
                cursor);
    }
}
