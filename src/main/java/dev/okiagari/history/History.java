package dev.okiagari.history;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.WorkloadRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.stereotype.Component;

/**
 * What is kept of the connected cluster, newest first. Before the first connection there is nothing
 * to show. Blocks on the database. A cursor of another query is refused with {@link
 * BadCursorException}.
 */
@Component
public class History {

    private static final List<String> POD = List.of("pod");
    private static final List<String> UID = List.of("podUid");
    private static final Criteria RUNS =
            new Criteria("runs", POD, UID, null, null, List.of("workload", "container"));
    private static final Criteria RESTARTS =
            new Criteria(
                    "restarts",
                    POD,
                    UID,
                    "cause",
                    null,
                    List.of("workload", "container", "experimentId"));
    private static final Criteria REPLACEMENTS =
            new Criteria(
                    "replacements",
                    List.of("endedPod", "beganPod"),
                    List.of("endedPodUid", "beganPodUid"),
                    "cause",
                    null,
                    List.of("workload", "experimentId"));
    private static final Criteria ROLLOUTS =
            new Criteria("rollouts", List.of(), List.of(), null, null, List.of("workload"));
    private static final Criteria PROBE_FAILURES =
            new Criteria(
                    "probe-failures",
                    POD,
                    UID,
                    null,
                    "fromAt",
                    List.of("workload", "container", "probe"));
    private static final Criteria DISCARDED_PROBES =
            new Criteria(
                    "discarded-probes",
                    POD,
                    UID,
                    null,
                    "fromAt",
                    List.of("workload", "container", "probe"));
    private static final Criteria GAPS =
            new Criteria("gaps", POD, UID, "reason", "fromAt", List.of("container"));

    private final Cluster cluster;
    private final RunRows runs;
    private final RestartRows restarts;
    private final ReplacementRows replacements;
    private final ProbeFailureRows probeFailures;
    private final DiscardedProbeRows discardedProbes;
    private final GapRows gaps;
    private final RolloutRows rollouts;
    private final Summaries summaries;

    History(
            Cluster cluster,
            RunRows runs,
            RestartRows restarts,
            ReplacementRows replacements,
            ProbeFailureRows probeFailures,
            DiscardedProbeRows discardedProbes,
            GapRows gaps,
            RolloutRows rollouts,
            Summaries summaries) {
        this.cluster = cluster;
        this.runs = runs;
        this.restarts = restarts;
        this.replacements = replacements;
        this.probeFailures = probeFailures;
        this.discardedProbes = discardedProbes;
        this.gaps = gaps;
        this.rollouts = rollouts;
        this.summaries = summaries;
    }

    /** Lives of containers, by when they started. */
    public Slice<Run> runs(HistoryQuery query) {
        return find(RUNS, runs, query, RunRow::toRun);
    }

    /** Restarts, by when the new run started. */
    public Slice<Restart> restarts(HistoryQuery query) {
        return find(RESTARTS, restarts, query, RestartRow::toRestart);
    }

    /** One restart; empty where there is none with this id in this cluster. */
    public Optional<Restart> restart(String id) {
        return cluster.info()
                .filter(known -> id.matches("\\d{1,18}"))
                .flatMap(known ->
                        restarts.findAllByIdInOrderById(List.of(Long.valueOf(id))).stream()
                                .filter(row -> row.clusterId.equals(known.id()))
                                .findFirst())
                .map(RestartRow::toRestart);
    }

    /** The run that ended with a restart, with its last words; empty where it is not known. */
    public Optional<Run> endedBy(Restart restart) {
        String ended = restart.ended().containerId();
        return cluster.info()
                .filter(known -> ended != null)
                .flatMap(known ->
                        runs.findFirstByClusterIdAndPodUidAndContainerAndContainerIdOrderByIdDesc(
                                known.id(),
                                restart.container().pod().uid(),
                                restart.container().name(),
                                String.valueOf(ended)))
                .map(RunRow::toRun);
    }

    /** Replacements, by when the new pod was created. */
    public Slice<Replacement> replacements(HistoryQuery query) {
        return find(REPLACEMENTS, replacements, query, ReplacementRow::toReplacement);
    }

    /** Probe failures, by their last; from and to take what overlaps. */
    public Slice<ProbeFailure> probeFailures(HistoryQuery query) {
        return find(PROBE_FAILURES, probeFailures, query, ProbeFailureRow::toProbeFailure);
    }

    /**
     * Probes that the kubelet could not run, by their last: it discards them, so that they neither
     * count as failures nor lead to a restart.
     */
    public Slice<ProbeFailure> discardedProbes(HistoryQuery query) {
        return find(DISCARDED_PROBES, discardedProbes, query, DiscardedProbeRow::toProbeFailure);
    }

    /** Gaps, by their end; from and to take what overlaps. */
    public Slice<Gap> gaps(HistoryQuery query) {
        return find(GAPS, gaps, query, GapRow::toGap);
    }

    /** Rollouts, by when their first pod was created. */
    public Slice<Rollout> rollouts(HistoryQuery query) {
        return find(ROLLOUTS, rollouts, query, RolloutRow::toRollout);
    }

    /** Of all containers that live now and have restarted, in one query. */
    public Map<ContainerRef, RestartSummary> summaries() {
        return cluster.info().map(ClusterInfo::id).map(summaries::of).orElse(Map.of());
    }

    /** What pods that are gone did within the last 24 hours, by workload. */
    public Map<WorkloadRef, RestartSummary> summariesOfGone() {
        return cluster.info().map(ClusterInfo::id).map(summaries::ofGone).orElse(Map.of());
    }

    /** Of the containers of one pod. */
    public Map<ContainerRef, RestartSummary> summaries(String podUid) {
        return cluster.info().map(known -> summaries.of(known.id(), podUid)).orElse(Map.of());
    }

    private <R extends Row, T> Slice<T> find(
            Criteria criteria,
            JpaSpecificationExecutor<R> rows,
            HistoryQuery query,
            Function<R, T> translation) {
        return cluster.info()
                .map(known -> criteria.find(rows, known.id(), query, translation))
                .orElse(new Slice<>(List.of(), null));
    }
}
