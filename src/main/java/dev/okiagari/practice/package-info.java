/**
 * The practice cluster: a Kubernetes API, its controllers and a kubelet simulated on loopback, so
 * that everything can be seen with nothing installed. Nothing else knows that it is not a real one.
 */
@ApplicationModule(allowedDependencies = "cluster")
@NullMarked
package dev.okiagari.practice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
