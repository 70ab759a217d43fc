package dev.okiagari.web;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.history.Comeback;
import dev.okiagari.history.Gap;
import dev.okiagari.history.HistoryQuery;
import dev.okiagari.history.ProbeFailure;
import dev.okiagari.history.Restart;
import dev.okiagari.history.RestartSummary;
import dev.okiagari.history.Run;
import dev.okiagari.history.Slice;
import dev.okiagari.history.Timeline;
import dev.okiagari.history.TimelineQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A history that is what a test says, in pages of two. */
final class ShownPast implements Past {

    private static final int PAGE = 2;

    final Map<ContainerRef, RestartSummary> summaries = new HashMap<>();
    final Map<WorkloadRef, RestartSummary> gone = new HashMap<>();
    final List<Restart> restarts = new ArrayList<>();
    final List<Run> runs = new ArrayList<>();
    final List<Gap> gaps = new ArrayList<>();
    final List<ProbeFailure> failures = new ArrayList<>();
    final List<ProbeFailure> discarded = new ArrayList<>();
    final List<Comeback> comebacks = new ArrayList<>();
    volatile Duration kept = Duration.ofDays(90);
    volatile @Nullable Timeline timeline;
    volatile @Nullable Instant before;
    volatile @Nullable TimelineQuery drawn;
    volatile @Nullable HistoryQuery asked;

    void clear() {
        summaries.clear();
        gone.clear();
        restarts.clear();
        runs.clear();
        gaps.clear();
        failures.clear();
        discarded.clear();
        comebacks.clear();
        kept = Duration.ofDays(90);
        timeline = null;
        before = null;
        drawn = null;
    }

    @Override
    public Map<ContainerRef, RestartSummary> summaries() {
        return summaries;
    }

    @Override
    public Map<WorkloadRef, RestartSummary> gone() {
        return gone;
    }

    @Override
    public Slice<Restart> restarts(HistoryQuery query) {
        asked = query;
        int from = query.cursor() == null ? 0 : Integer.parseInt(query.cursor());
        int to = Math.min(restarts.size(), from + PAGE);
        String next = to < restarts.size() ? Integer.toString(to) : null;
        return new Slice<>(restarts.subList(Math.min(from, to), to), next);
    }

    @Override
    public Optional<Restart> restart(String id) {
        return restarts.stream().filter(restart -> restart.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Run> endedBy(Restart restart) {
        return runs.stream()
                .filter(run -> run.containerId().equals(restart.ended().containerId()))
                .findFirst();
    }

    @Override
    public Slice<Run> runs(HistoryQuery query) {
        return new Slice<>(runs, null);
    }

    @Override
    public Slice<Gap> gaps(HistoryQuery query) {
        return new Slice<>(gaps, null);
    }

    @Override
    public Slice<ProbeFailure> probeFailures(HistoryQuery query) {
        return new Slice<>(failures, null);
    }

    @Override
    public Slice<ProbeFailure> discardedProbes(HistoryQuery query) {
        return new Slice<>(discarded, null);
    }

    @Override
    public Timeline timeline(TimelineQuery query) {
        drawn = query;
        Timeline said = timeline;
        return said == null ? Timeline.empty(query) : said;
    }

    @Override
    public List<Comeback> comebacks(WorkloadRef workload, Instant from, Instant to) {
        return comebacks;
    }

    @Override
    public Duration kept() {
        return kept;
    }

    @Override
    public Instant keptSince() {
        return PagesFixture.NOW.minus(kept);
    }

    @Override
    public Optional<Instant> lastBefore(WorkloadRef workload, String container, Instant first) {
        return Optional.ofNullable(before);
    }
}
