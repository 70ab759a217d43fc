package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.history.BadCursorException;
import dev.okiagari.history.History;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Locale;
import java.util.function.Function;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** What happened, as it was kept; the newest first. */
@RestController
class HistoryApi {

    private final History history;
    private final Texts texts;

    HistoryApi(History history, Texts texts) {
        this.history = history;
        this.texts = texts;
    }

    @GetMapping("/api/runs")
    Slice<HistoryViews.RunView> runs(
            @ParameterObject HistoryFilter filter, ServerWebExchange exchange) {
        Locale locale = Locales.of(exchange);
        return slice(
                () -> history.runs(filter.query()),
                run -> HistoryViews.RunView.of(run, texts, locale));
    }

    @GetMapping("/api/restarts")
    Slice<HistoryViews.RestartView> restarts(
            @ParameterObject HistoryFilter filter, ServerWebExchange exchange) {
        Locale locale = Locales.of(exchange);
        return slice(
                () -> history.restarts(filter.query()),
                restart -> HistoryViews.RestartView.of(restart, texts, locale));
    }

    @GetMapping("/api/replacements")
    Slice<HistoryViews.ReplacementView> replacements(
            @ParameterObject HistoryFilter filter, ServerWebExchange exchange) {
        Locale locale = Locales.of(exchange);
        return slice(
                () -> history.replacements(filter.query()),
                replacement -> HistoryViews.ReplacementView.of(replacement, texts, locale));
    }

    @GetMapping("/api/rollouts")
    Slice<HistoryViews.RolloutView> rollouts(@ParameterObject HistoryFilter filter) {
        return slice(() -> history.rollouts(filter.query()), HistoryViews.RolloutView::of);
    }

    @GetMapping("/api/probe-failures")
    Slice<HistoryViews.ProbeFailureView> probeFailures(@ParameterObject HistoryFilter filter) {
        return slice(
                () -> history.probeFailures(filter.query()), HistoryViews.ProbeFailureView::of);
    }

    @Operation(
            summary = "Probes that the kubelet could not run, and discarded",
            description =
                    "They neither count as failures nor lead to a restart. Where events and counters"
                            + " both tell of them, the same ones may be told twice.")
    @GetMapping("/api/discarded-probes")
    Slice<HistoryViews.ProbeFailureView> discardedProbes(@ParameterObject HistoryFilter filter) {
        return slice(
                () -> history.discardedProbes(filter.query()), HistoryViews.ProbeFailureView::of);
    }

    @GetMapping("/api/gaps")
    Slice<HistoryViews.GapView> gaps(
            @ParameterObject HistoryFilter filter, ServerWebExchange exchange) {
        Locale locale = Locales.of(exchange);
        return slice(
                () -> history.gaps(filter.query()),
                gap -> HistoryViews.GapView.of(gap, texts, locale));
    }

    /** A list as the history gives it. */
    private interface Question<T> {
        dev.okiagari.history.Slice<T> ask();
    }

    private static <T, V> Slice<V> slice(Question<T> question, Function<T, V> view) {
        try {
            var found = question.ask();
            return new Slice<>(found.items().stream().map(view).toList(), found.next());
        } catch (BadCursorException stale) {
            throw ApiProblem.badField("cursor", Message.of("api.input.cursor"));
        }
    }
}
