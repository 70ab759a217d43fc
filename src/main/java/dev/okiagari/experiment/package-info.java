/**
 * Forecast, guards, intent, injection, observation, verdict, recovery. Only {@code Injector} writes
 * to a cluster. Without this package and its pages a read-only product remains.
 */
@ApplicationModule(
        allowedDependencies = {
            "availability",
            "cluster",
            "database",
            "history",
            "replica",
            "safety"
        })
@NullMarked
package dev.okiagari.experiment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
