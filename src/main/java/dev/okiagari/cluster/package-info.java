/**
 * What is there now, and what just happened: watches, snapshots of pods, process tables, exec, and
 * how well we are connected. It publishes {@link dev.okiagari.cluster.ClusterEvent}s and knows no
 * listener.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.okiagari.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
