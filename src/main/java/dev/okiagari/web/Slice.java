package dev.okiagari.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next the cursor of the part after it; null at the end
 */
record Slice<T>(List<T> items, @Nullable String next) {}
