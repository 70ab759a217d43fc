package dev.okiagari.history;

import dev.okiagari.cluster.ProbeType;
import java.util.Locale;

/** One probe of a pod. */
record ProbeKey(String container, ProbeType probe) {

    String probeText() {
        return probe.name().toLowerCase(Locale.ROOT);
    }
}
