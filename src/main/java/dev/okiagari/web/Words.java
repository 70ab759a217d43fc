package dev.okiagari.web;

import java.util.Locale;

/** How a value of the vocabulary is spelled outside of Java: {@code last-ready-replica}. */
final class Words {

    private Words() {}

    static String of(Enum<?> value) {
        return of(value.name());
    }

    static String of(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
