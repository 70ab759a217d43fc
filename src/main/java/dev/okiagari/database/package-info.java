/**
 * The database as a whole: whether it can be read and written now, and carrying what it keeps to
 * another one. It knows no table by name: each package names those that go into a file.
 */
@ApplicationModule(allowedDependencies = "cluster")
@NullMarked
package dev.okiagari.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
