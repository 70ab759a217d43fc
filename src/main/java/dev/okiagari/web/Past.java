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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What pages ask of the history: the part of it that a page's test can stand in for. */
interface Past {

    /** From memory: a stream may ask. */
    Map<ContainerRef, RestartSummary> summaries();

    /** What pods that are gone did within the last 24 hours, by workload. From memory. */
    Map<WorkloadRef, RestartSummary> gone();

    Slice<Restart> restarts(HistoryQuery query);

    Optional<Restart> restart(String id);

    /** The run that ended with it. */
    Optional<Run> endedBy(Restart restart);

    Slice<Run> runs(HistoryQuery query);

    Slice<Gap> gaps(HistoryQuery query);

    Slice<ProbeFailure> probeFailures(HistoryQuery query);

    /** Those that the kubelet could not run. */
    Slice<ProbeFailure> discardedProbes(HistoryQuery query);

    Timeline timeline(TimelineQuery query);

    /** How a workload came back each time, the newest first. */
    List<Comeback> comebacks(WorkloadRef workload, Instant from, Instant to);

    /** For how long what happened is kept. */
    Duration kept();

    /** What happened before is deleted. */
    Instant keptSince();

    /** When a container of a workload restarted the last time before; empty where it never did. */
    Optional<Instant> lastBefore(WorkloadRef workload, String container, Instant before);
}
