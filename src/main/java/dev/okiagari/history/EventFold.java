package dev.okiagari.history;

import dev.okiagari.cluster.KubeEvent;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an event adds to what was heard of its count. Pure: the same in, the same out. */
final class EventFold {

    private EventFold() {}

    static List<Fact> fold(
            @Nullable Count before, Count now, KubeEvent event, @Nullable WorkloadRef workload) {
        int grown = now.since(before);
        if (grown == 0) {
            return List.of();
        }
        Instant from = now.from(before);
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact.Counted(now));
        ProbeType probe = now.kind().probe();
        facts.add(
                probe == null
                        ? new Fact.Explained(now, from, grown, Causes.killed(now))
                        : new Fact.ProbeFailed(event, workload, now, probe, from, grown));
        return facts;
    }
}
