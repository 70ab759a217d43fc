/**
 * A probe shown to work: the container is hung as it is, the probe is changed, and the container is
 * hung again. It touches no cluster itself; experiments and changes of probes do, by their own
 * guards and intents.
 */
@ApplicationModule(
        allowedDependencies = {
            "cluster",
            "database",
            "experiment",
            "liveness",
            "replica",
            "safety"
        })
@NullMarked
package dev.okiagari.proof;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
