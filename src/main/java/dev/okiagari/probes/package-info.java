/**
 * How often the probes of containers failed, by the kubelets' own counters. It publishes {@link
 * dev.okiagari.cluster.ClusterEvent.ProbesCounted} and knows no listener; without it probe failures
 * are "at least", by what events tell.
 */
@ApplicationModule(allowedDependencies = "cluster")
@NullMarked
package dev.okiagari.probes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
