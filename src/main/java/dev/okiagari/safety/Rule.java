package dev.okiagari.safety;

import java.util.List;

/** Says for a guard or two whether they refuse. */
interface Rule {

    List<Refusal> refusals(Intention intention);

    /** Whether the answer may need a request to the cluster. */
    default boolean asksTheCluster() {
        return false;
    }
}
