/**
 * What happened, kept: runs, restarts, replacements, probe failures and gaps, and which of them an
 * experiment claims. It publishes {@link dev.okiagari.history.HistoryEvent}s after commit.
 */
@ApplicationModule(allowedDependencies = {"cluster", "database", "replica"})
@NullMarked
package dev.okiagari.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
