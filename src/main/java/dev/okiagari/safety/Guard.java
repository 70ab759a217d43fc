package dev.okiagari.safety;

import java.util.Locale;

/** A rule that refuses an experiment. */
public enum Guard {
    NOT_ALLOWED_HERE(false),
    PROTECTED_NAMESPACE(false),
    HOST_PROCESSES(false),
    CRITICAL_POD(false),
    OURSELVES(false),
    LAST_READY_REPLICA(true),
    FINAL(true),
    SAME_WORKLOAD(false),
    HALTED(false);

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
