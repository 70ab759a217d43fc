/**
 * What the numbers of probes mean: which containers could hang for ever, which probes are traps,
 * and what to do about it. It knows nothing of experiments.
 */
@ApplicationModule(allowedDependencies = {"cluster", "database", "history", "replica", "safety"})
@NullMarked
package dev.okiagari.liveness;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
