/**
 * What the probe numbers mean: coverage, advice, the forecast of a restart, and adding, changing,
 * removing and undoing a probe.
 */
@ApplicationModule(allowedDependencies = {"cluster", "database", "history", "safety"})
@NullMarked
package dev.okiagari.liveness;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
