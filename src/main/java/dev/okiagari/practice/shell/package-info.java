/** A small POSIX shell and the commands that images bring along, over simulated processes. */
@NullMarked
package dev.okiagari.practice.shell;

import org.jspecify.annotations.NullMarked;
