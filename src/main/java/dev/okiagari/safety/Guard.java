package dev.okiagari.safety;

import java.util.Locale;

/** A rule that refuses an experiment; the gravest first. */
public enum Guard {
    HALTED(false),
    PROTECTED_NAMESPACE(false),
    NOT_ALLOWED_HERE(false),
    /** The cluster would refuse it to the person who asks. */
    CLUSTER_DENIES(false),
    OURSELVES(false),
    HOST_PROCESSES(false),
    CRITICAL_POD(false),
    SAME_WORKLOAD(false),
    FINAL(true),
    LAST_READY_REPLICA(true),
    DISRUPTION_BUDGET(true),
    UNHEALTHY_TARGET(true),
    ROLLOUT_IN_PROGRESS(true),
    TOO_MANY(true),
    QUIET_HOURS(true);

    private final boolean confirmable;

    Guard(boolean confirmable) {
        this.confirmable = confirmable;
    }

    /** Whether a person who names it may go on. */
    public boolean isConfirmable() {
        return confirmable;
    }

    /** As scripts and bundles spell it: {@code last-ready-replica}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
