/**
 * What an HTTP client sees of a workload while something happens to it: a URL asked at a fixed
 * rate, the answers, the outages. It knows nothing of experiments.
 */
@ApplicationModule(allowedDependencies = "cluster")
@NullMarked
package dev.okiagari.availability;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
