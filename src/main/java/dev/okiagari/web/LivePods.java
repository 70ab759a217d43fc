package dev.okiagari.web;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one open pods page still has to be told. Used by one stream, one change at a time. */
final class LivePods {

    private final PodsViews views;
    private final PodsQuery query;
    private final Chrome chrome;
    private final Fragments fragments;
    private final Locale locale;
    private final Set<String> known;
    private Map<String, WorkloadView> shown;
    private PodsView.@Nullable Totals totals;
    private ChromeView.@Nullable ClusterView cluster;
    private int fresh;

    LivePods(
            PodsViews views,
            Chrome chrome,
            Fragments fragments,
            Locale locale,
            PodsQuery query,
            @Nullable PodsView drawn) {
        this.views = views;
        this.chrome = chrome;
        this.fragments = fragments;
        this.locale = locale;
        this.query = query;
        PodsView start = drawn == null ? views.of(query) : drawn;
        known = start.ids();
        shown = new LinkedHashMap<>();
        start.workloads().forEach(w -> shown.put(w.id(), drawn == null ? w.asGone() : w));
    }

    /** The fragments that have changed since it was asked last; empty where none has. */
    String next() {
        PodsView now = views.of(query, shown.keySet());
        PodsDifference difference = PodsDifference.between(shown, known, now);
        Map<String, Object> model = new HashMap<>();
        if (!difference.changed().isEmpty()) {
            model.put("workloads", difference.changed());
        }
        if (difference.fresh() != fresh) {
            model.put("fresh", difference.fresh());
            model.put("href", query.href("/", query.page()));
        }
        if (!now.totals().equals(totals)) {
            model.put("totals", now.totals());
        }
        ChromeView.ClusterView connection = chrome.cluster();
        if (!connection.equals(cluster)) {
            model.put("cluster", connection);
        }
        shown = difference.appliedTo(shown);
        fresh = difference.fresh();
        totals = now.totals();
        cluster = connection;
        return model.isEmpty() ? "" : fragments.render("pods/live", locale, model);
    }
}
