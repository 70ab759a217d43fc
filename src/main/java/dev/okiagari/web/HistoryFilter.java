package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.history.HistoryQuery;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/**
 * The parameters that every list of the history takes; those that a list has no use for do nothing.
 */
record HistoryFilter(
        @Nullable String namespace,
        @Nullable String workload,
        @Nullable String pod,
        @Nullable String podUid,
        @Nullable String container,
        @Nullable String cause,
        @Nullable String probe,
        @BindParam("experimentId") @Nullable UUID experiment,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Integer limit,
        @Nullable String cursor) {

    /**
     * The query that is meant.
     *
     * @throws ApiProblem naming the parameter that cannot be meant
     */
    HistoryQuery query() {
        int most = limit == null ? HistoryQuery.DEFAULT_LIMIT : limit;
        if (most < 1 || most > HistoryQuery.MAX_LIMIT) {
            throw ApiProblem.badField(
                    "limit", Message.of("api.input.range", 1, HistoryQuery.MAX_LIMIT));
        }
        return new HistoryQuery(
                orNull(namespace),
                orNull(workload),
                orNull(pod),
                orNull(podUid),
                orNull(container),
                orNull(cause),
                probeType(),
                experiment,
                from,
                to,
                most,
                orNull(cursor));
    }

    private @Nullable ProbeType probeType() {
        String word = orNull(probe);
        if (word == null) {
            return null;
        }
        return Arrays.stream(ProbeType.values())
                .filter(type -> type.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        ApiProblem.badField(
                                "probe",
                                Message.of(
                                        "api.input.one-of", "liveness, readiness, startup", word)));
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
