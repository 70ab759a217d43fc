package dev.okiagari.history;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ProbeCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of the kubelets' counters, and of what events told meanwhile, pod by pod. */
final class Meters {

    /** A later look that shows the same need not be kept at once. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    /** Of each node, the look that is kept. */
    private final Map<String, NodeLook> nodes = new HashMap<>();

    /** Of each node, as an earlier process last looked at it. */
    private final Map<String, NodeLook> resumed = new HashMap<>();

    private final Map<String, Meter> pods = new HashMap<>();

    void resume(NodeLook look) {
        nodes.put(look.node(), look);
        resumed.put(look.node(), look);
    }

    Meter of(String podUid) {
        return pods.computeIfAbsent(podUid, any -> new Meter());
    }

    void hear(Fact.ProbeFailed failed) {
        of(failed.count().podUid()).hear(Heard.of(failed));
    }

    /** A pod of which nothing is known yet is taken in by the next look. */
    List<Fact> look(ClusterEvent.ProbesCounted counted, Instant at, Population population) {
        NodeLook now = new NodeLook(counted.node(), counted.startedAt(), at);
        @Nullable NodeLook before = resumed.get(counted.node());
        List<Fact> facts = new ArrayList<>();
        for (Map.Entry<String, List<ProbeCount>> entry : counted.pods().entrySet()) {
            KnownPod pod = population.get(entry.getKey());
            if (pod != null) {
                facts.addAll(of(entry.getKey()).look(pod, before, now, entry.getValue()));
            }
        }
        if (!facts.isEmpty() || isDue(now)) {
            facts.add(new Fact.NodeLooked(now));
            nodes.put(now.node(), now);
        }
        return facts;
    }

    void forgetAllBut(Set<String> podUids, Instant before) {
        pods.keySet().retainAll(podUids);
        nodes.values().removeIf(look -> look.at().isBefore(before));
        resumed.values().removeIf(look -> look.at().isBefore(before));
    }

    private boolean isDue(NodeLook now) {
        NodeLook last = nodes.get(now.node());
        return last == null || !last.at().plus(KEPT).isAfter(now.at());
    }
}
