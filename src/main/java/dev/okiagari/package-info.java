/** Where Okiagari starts: the application, its one clock and its one way to wait. */
@NullMarked
package dev.okiagari;

import org.jspecify.annotations.NullMarked;
