/**
 * A container as Linux sees it: processes, signals, /proc and what the program in the image does.
 */
@NullMarked
package dev.okiagari.practice.machine;

import org.jspecify.annotations.NullMarked;
