/** The database in tests: one in memory, or PostgreSQL where it is asked for. */
@NullMarked
package dev.okiagari.database;

import org.jspecify.annotations.NullMarked;
