/**
 * Several processes on one database: which of them records, who of them is there, what belongs to
 * one that is gone, and what one tells the others. Of a process that is alone it asks nothing.
 */
@ApplicationModule(allowedDependencies = {"cluster", "database"})
@NullMarked
package dev.okiagari.replica;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
