package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.Message;
import dev.okiagari.liveness.Coverage;
import dev.okiagari.liveness.Covered;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** How well containers are watched by their probes. */
@RestController
class LivenessApi {

    private static final int MOST = 1000;

    private final Coverage coverage;
    private final Cluster cluster;
    private final Hangs hangs;
    private final Texts texts;

    LivenessApi(Coverage coverage, Cluster cluster, Hangs hangs, Texts texts) {
        this.coverage = coverage;
        this.cluster = cluster;
        this.hangs = hangs;
        this.texts = texts;
    }

    @Operation(
            summary = "Containers of workloads with what their probes leave open",
            description =
                    "One item for each container of a workload, however many pods it has, by"
                            + " namespace and name; those of init containers and of pods that have"
                            + " ended are left out. findings is empty where there is nothing to"
                            + " advise, forecast is null without a liveness probe, and observed"
                            + " where its probe is not restarting it. Times are in seconds.")
    @GetMapping("/api/liveness")
    Slice<LivenessView> containers(
            @ParameterObject LivenessFilter asked,
            @RequestParam(defaultValue = "1000") @Min(1) @Max(MOST) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            ServerWebExchange exchange) {
        LivenessFilter filter = asked.strict();
        Locale locale = Locales.of(exchange);
        List<Covered> rest = after(cursor, filter);
        CoveredHangs told = new CoveredHangs(cluster, hangs);
        return new Slice<>(
                rest.stream()
                        .limit(limit)
                        .map(one -> LivenessView.of(one, told.of(one), texts, locale))
                        .toList(),
                rest.size() > limit
                        ? LivenessCursor.after(rest.get(limit - 1), filter).text()
                        : null);
    }

    private List<Covered> after(@Nullable String cursor, LivenessFilter filter) {
        LivenessCursor start = cursor == null ? null : start(cursor, filter);
        return coverage.of(filter.query()).stream()
                .filter(filter::accepts)
                .filter(one -> start == null || start.isBefore(one, filter))
                .sorted(Covered.BY_NAME)
                .toList();
    }

    private static LivenessCursor start(String cursor, LivenessFilter filter) {
        return LivenessCursor.read(cursor, filter)
                .orElseThrow(() -> ApiProblem.badField("cursor", Message.of("api.input.cursor")));
    }
}
