package dev.okiagari.safety;

import java.util.Locale;

/** What somebody is trusted with; a greater one may all that a lesser one may. */
public enum Role {
    /** Looks, and may stop everything. */
    VIEWER,
    /** Looks into containers, and injects. */
    OPERATOR,
    /** Changes probes, and lets go on what was halted. */
    ADMIN;

    boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** As settings and scripts spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
