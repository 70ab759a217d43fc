package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The pods as they are now. */
@RestController
class PodsApi {

    private static final int MOST = 1000;

    private final Cluster cluster;

    PodsApi(Cluster cluster) {
        this.cluster = cluster;
    }

    @Operation(
            summary = "The pods that are watched, by namespace and name",
            description =
                    "A namespace without pods and one that does not exist or is not watched both"
                            + " give an empty list. trouble=true leaves only pods that failed, are"
                            + " held back, wait or are not ready.")
    @GetMapping("/api/pods")
    Slice<PodView> pods(
            @RequestParam(required = false) @Nullable String namespace,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "false") boolean trouble,
            @RequestParam(defaultValue = "1000") @Min(1) @Max(MOST) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter = new PodFilter(blankAsNull(namespace), blankAsNull(q), trouble);
        var rest = after(cursor, filter);
        var items = rest.stream().limit(limit).map(PodView::of).toList();
        var next = rest.size() > limit ? PodCursor.after(rest.get(limit - 1), filter).text() : null;
        return new Slice<>(items, next);
    }

    private List<PodSnapshot> after(@Nullable String cursor, PodFilter filter) {
        var start = cursor == null ? null : start(cursor, filter);
        return cluster.pods().stream()
                .filter(filter::accepts)
                .filter(pod -> start == null || start.isBefore(pod))
                .sorted(PodCursor.ORDER)
                .toList();
    }

    private static PodCursor start(String cursor, PodFilter filter) {
        return PodCursor.read(cursor, filter)
                .orElseThrow(() -> ApiProblem.badField("cursor", Message.of("api.input.cursor")));
    }

    private static @Nullable String blankAsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
