package dev.okiagari.proof;

import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.Phase;
import dev.okiagari.experiment.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of one hang, in seconds from its begin; null is what did not happen, or was not told.
 *
 * @param hung until its processes were resumed, or ended
 * @param noticed when the cluster told that a probe has its container killed
 * @param ended when the run had ended
 * @param restarted when the next one began
 * @param ready when that was ready
 * @param unready when the pod got no traffic any more, while the container still hung
 * @param back when it got traffic again
 */
public record Sight(
        double hung,
        @Nullable Double noticed,
        @Nullable Double ended,
        @Nullable Double restarted,
        @Nullable Double ready,
        @Nullable Double unready,
        @Nullable Double back) {

    static Sight of(Experiment hang, @Nullable Instant unready, @Nullable Instant back) {
        Instant from = hang.injectedAt();
        Recovery recovery = hang.recovery();
        Map<Phase.Name, Double> ends = new EnumMap<>(Phase.Name.class);
        if (from != null && recovery != null) {
            recovery.phases().forEach(phase -> ends.put(phase.name(), since(from, phase.to())));
        }
        boolean killed = ends.containsKey(Phase.Name.DETECTED);
        boolean restarted = ends.containsKey(Phase.Name.START);
        Double ended = restarted ? ends.get(killed ? Phase.Name.GRACE : Phase.Name.HANG) : null;
        return new Sight(
                ended == null ? recovery == null ? 0 : recovery.total() : ended,
                ends.get(Phase.Name.DETECTED),
                ended,
                ends.get(Phase.Name.START),
                ends.get(Phase.Name.READY),
                from == null || unready == null ? null : since(from, unready),
                from == null || back == null ? null : since(from, back));
    }

    private static double since(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
