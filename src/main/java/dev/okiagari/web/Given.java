package dev.okiagari.web;

import org.jspecify.annotations.Nullable;

/** What somebody typed into a field. */
final class Given {

    private Given() {}

    /** Without the space around it; null for nothing but space. */
    static @Nullable String text(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }
}
