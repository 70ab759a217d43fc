/**
 * What may not be done (guards, halt), and who did what (audit, {@link dev.okiagari.safety.Actor}).
 */
@ApplicationModule(allowedDependencies = {"cluster", "database", "replica"})
@NullMarked
package dev.okiagari.safety;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
