package dev.okiagari.web;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.history.Restart;
import dev.okiagari.history.RestartCause;
import dev.okiagari.history.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Restarts of one cause of a workload's container, in however many pods.
 *
 * @param times one by one, the oldest first; of those that are summed up there are none
 * @param lanes in which they were
 */
record TimelineGroup(
        WorkloadRef workload,
        String container,
        RestartCause cause,
        int count,
        List<Instant> times,
        List<Timeline.Lane> lanes) {

    private static final double LOOSE = 0.1;
    private static final long LOOSE_MILLIS = 2000;

    TimelineGroup {
        times = times.stream().sorted().toList();
        lanes = List.copyOf(lanes);
    }

    private record Key(WorkloadRef workload, String container, RestartCause cause) {}

    /** Those with the most restarts first. */
    static List<TimelineGroup> of(Timeline timeline) {
        Map<Key, Draft> drafts = new LinkedHashMap<>();
        for (Timeline.Lane lane : timeline.lanes()) {
            for (Restart restart : lane.restarts()) {
                Draft draft = draft(drafts, lane, restart.cause());
                draft.times.add(TimelineView.at(restart));
                draft.count++;
            }
            for (Timeline.Sum sum : lane.sums()) {
                draft(drafts, lane, sum.cause()).count += sum.count();
            }
        }
        return drafts.entrySet().stream()
                .map(entry -> entry.getValue().group(entry.getKey()))
                .sorted(Comparator.comparingInt(TimelineGroup::count).reversed())
                .toList();
    }

    private static Draft draft(Map<Key, Draft> drafts, Timeline.Lane lane, RestartCause cause) {
        Key key = new Key(lane.workload(), lane.container().name(), cause);
        Draft draft = drafts.computeIfAbsent(key, any -> new Draft());
        draft.lanes.put(lane.container(), lane);
        return draft;
    }

    /** A group while it is counted. */
    private static final class Draft {
        private final List<Instant> times = new ArrayList<>();
        private final Map<ContainerRef, Timeline.Lane> lanes = new LinkedHashMap<>();
        private int count;

        private TimelineGroup group(Key key) {
            return new TimelineGroup(
                    key.workload(),
                    key.container(),
                    key.cause(),
                    count,
                    times,
                    List.copyOf(lanes.values()));
        }
    }

    /** Whether each restart is known by its time. */
    boolean isTold() {
        return times.size() == count;
    }

    /** How far apart they are, where all of one pod are as far apart as any; null otherwise. */
    @Nullable Duration interval() {
        if (!isTold() || count < 3 || lanes.size() != 1) {
            return null;
        }
        List<Long> steps = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            steps.add(Duration.between(times.get(i - 1), times.get(i)).toMillis());
        }
        steps.sort(Comparator.naturalOrder());
        long middle = steps.get(steps.size() / 2);
        long loose = Math.max(LOOSE_MILLIS, Math.round(middle * LOOSE));
        boolean even = middle - steps.getFirst() <= loose && steps.getLast() - middle <= loose;
        return even ? Duration.ofMillis(middle) : null;
    }

    /** From the first to the last; null where these are not known. */
    @Nullable Duration span() {
        return isTold() && count > 1 ? Duration.between(times.getFirst(), times.getLast()) : null;
    }
}
