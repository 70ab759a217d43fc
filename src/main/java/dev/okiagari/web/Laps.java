package dev.okiagari.web;

import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.ExperimentChanged;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The runs of the repeats that somebody looks at: read once, and heard of from then on. */
@Component
class Laps {

    private static final int KEPT = 20;
    private static final float LOAD = 0.75f;

    private final Bench bench;
    private final Changes changes;
    private final Map<UUID, Map<UUID, Lap>> byParent =
            new LinkedHashMap<>(KEPT, LOAD, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<UUID, Map<UUID, Lap>> eldest) {
                    return size() > KEPT;
                }
            };

    Laps(Bench bench, Changes changes) {
        this.bench = bench;
        this.changes = changes;
    }

    /** The first one first. */
    synchronized List<Lap> of(Experiment parent) {
        Map<UUID, Lap> known = byParent.get(parent.id());
        if (known == null) {
            known = new LinkedHashMap<>();
            for (Experiment run : bench.runs(parent)) {
                known.put(run.id(), Lap.of(run));
            }
            byParent.put(parent.id(), known);
        }
        return List.copyOf(known.values());
    }

    @EventListener
    void on(ExperimentChanged changed) {
        UUID parent = changed.experiment().parent();
        if (parent != null) {
            hear(parent, Lap.of(changed.experiment()));
            changes.happened();
        }
    }

    private synchronized void hear(UUID parent, Lap lap) {
        Map<UUID, Lap> known = byParent.get(parent);
        if (known != null) {
            known.put(lap.id(), lap);
        }
    }
}
