package dev.okiagari.history;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.history.LaneChoice.Chosen;
import dev.okiagari.history.LaneChoice.Lanes;
import dev.okiagari.history.Timeline.Failures;
import dev.okiagari.history.Timeline.Lane;
import dev.okiagari.history.Timeline.Life;
import dev.okiagari.history.Timeline.Sum;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The kept history as lanes of a range, bounded in lanes and in what lies on them, so that it takes
 * about as long for ten million restarts as for ten thousand. Blocks on the database. Before the
 * first connection there is nothing to show.
 */
@Component
public class Timelines {

    private final Cluster cluster;
    private final LaneChoice choice;
    private final LaneSums sums;
    private final LaneRestarts restarts;
    private final LaneRuns runs;
    private final LaneFailures failures;
    private final LaneSurroundings surroundings;

    Timelines(
            Cluster cluster,
            LaneChoice choice,
            LaneSums sums,
            LaneRestarts restarts,
            LaneRuns runs,
            LaneFailures failures,
            LaneSurroundings surroundings) {
        this.cluster = cluster;
        this.choice = choice;
        this.sums = sums;
        this.restarts = restarts;
        this.runs = runs;
        this.failures = failures;
        this.surroundings = surroundings;
    }

    public Timeline of(TimelineQuery query) {
        return cluster.info()
                .map(ClusterInfo::id)
                .map(id -> of(id, query))
                .orElseGet(() -> Timeline.empty(query));
    }

    /** When a container of a workload restarted the last time before; empty where it never did. */
    public Optional<Instant> lastBefore(WorkloadRef workload, String container, Instant before) {
        return cluster.info()
                .map(ClusterInfo::id)
                .flatMap(id -> surroundings.lastBefore(id, workload, container, before));
    }

    private Timeline of(String clusterId, TimelineQuery query) {
        Lanes chosen = choice.choose(clusterId, query);
        List<LaneKey> all = chosen.lanes().stream().map(Chosen::key).toList();
        Contents contents = contents(clusterId, query, chosen, all);
        Map<String, LaneSurroundings.Pod> pods = surroundings.pods(clusterId, all);
        return new Timeline(
                query.from(),
                query.to(),
                query.bucket(),
                chosen.lanes().stream().map(lane -> contents.lane(lane, pods)).toList(),
                chosen.more(),
                surroundings.replacements(clusterId, query),
                rollouts(clusterId, query, chosen),
                surroundings.gaps(clusterId, query, narrowTo(query, all)));
    }

    /** A filter by pod leaves out the rollouts of workloads that it has no lane of. */
    private List<Rollout> rollouts(String clusterId, TimelineQuery query, Lanes chosen) {
        Set<WorkloadRef> shown =
                chosen.lanes().stream().map(Chosen::workload).collect(Collectors.toSet());
        return surroundings.rollouts(clusterId, query).stream()
                .filter(one -> query.pod() == null || shown.contains(one.workload()))
                .toList();
    }

    private Contents contents(
            String clusterId, TimelineQuery query, Lanes chosen, List<LaneKey> all) {
        Map<LaneKey, List<Sum>> counted =
                chosen.dense() ? sums.of(clusterId, query, all) : Map.of();
        Map<LaneKey, Integer> totals = new LinkedHashMap<>();
        for (Chosen lane : chosen.lanes()) {
            totals.put(
                    lane.key(),
                    chosen.dense()
                            ? counted.getOrDefault(lane.key(), List.of()).stream()
                                    .mapToInt(Sum::count)
                                    .sum()
                            : lane.restarts());
        }
        Set<LaneKey> summed = tooMany(totals, query.marks());
        return new Contents(
                chosen.dense() ? counted : sums.of(clusterId, query, summed),
                restarts.of(
                        clusterId,
                        query,
                        all.stream()
                                .filter(lane -> !summed.contains(lane))
                                .filter(lane -> totals.getOrDefault(lane, 0) > 0)
                                .toList()),
                runs.of(
                        clusterId,
                        query,
                        all.stream().filter(lane -> !summed.contains(lane)).toList()),
                failures.of(clusterId, query, all),
                summed);
    }

    /** Those with the most restarts, so that what remains fits. */
    private static Set<LaneKey> tooMany(Map<LaneKey, Integer> totals, int most) {
        Set<LaneKey> tooMany = new HashSet<>();
        int room = most;
        for (Map.Entry<LaneKey, Integer> lane :
                totals.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList()) {
            room -= lane.getValue();
            if (room < 0) {
                tooMany.add(lane.getKey());
            }
        }
        return tooMany;
    }

    /** A filter by workload or pod leaves out the gaps of other pods. */
    private static Predicate<String> narrowTo(TimelineQuery query, List<LaneKey> lanes) {
        if (query.workload() == null && query.pod() == null) {
            return any -> true;
        }
        return lanes.stream().map(LaneKey::podUid).collect(Collectors.toSet())::contains;
    }

    /** What lies on the lanes. */
    private record Contents(
            Map<LaneKey, List<Sum>> sums,
            Map<LaneKey, List<Restart>> restarts,
            Map<LaneKey, List<Life>> runs,
            Map<LaneKey, List<Failures>> failures,
            Set<LaneKey> summed) {

        Lane lane(Chosen lane, Map<String, LaneSurroundings.Pod> pods) {
            LaneKey key = lane.key();
            List<Sum> own = summed.contains(key) ? sums.getOrDefault(key, List.of()) : List.of();
            List<Restart> each = restarts.getOrDefault(key, List.of());
            LaneSurroundings.Pod pod = pods.get(key.podUid());
            return new Lane(
                    lane.workload(),
                    lane.container(),
                    pod == null ? null : pod.createdAt(),
                    pod == null ? null : pod.endedAt(),
                    own.stream().mapToInt(Sum::count).sum() + each.size(),
                    runs.getOrDefault(key, List.of()),
                    each,
                    own,
                    failures.getOrDefault(key, List.of()));
        }
    }
}
