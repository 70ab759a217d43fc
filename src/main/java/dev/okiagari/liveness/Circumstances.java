package dev.okiagari.liveness;

import dev.okiagari.cluster.ProbeType;
import dev.okiagari.history.BackOff;
import java.time.Duration;

/**
 * What a forecast depends on besides the probe's own numbers.
 *
 * @param type which of the three the probe is
 * @param podGrace the pod's termination grace period; the probe's own goes before it
 * @param start what it takes from a run's start until it is ready
 */
public record Circumstances(
        ProbeType type,
        Hang hang,
        Duration podGrace,
        SigTerm sigTerm,
        BackOff backOff,
        StartNeed start) {

    /** The processes of a container that has not restarted are stopped. */
    public static Circumstances frozen(ProbeType type, Duration podGrace, StartNeed start) {
        return new Circumstances(type, Hang.FROZEN, podGrace, SigTerm.UNKNOWN, BackOff.NONE, start);
    }

    public Circumstances with(Hang other) {
        return new Circumstances(type, other, podGrace, sigTerm, backOff, start);
    }

    /** Whether nobody hears the SIGTERM, so that the whole grace goes by. */
    boolean isDeaf() {
        return hang == Hang.FROZEN || sigTerm == SigTerm.DROPPED;
    }
}
