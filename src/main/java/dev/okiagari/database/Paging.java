package dev.okiagari.database;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a query for the newest of a list is asked with where somebody asks for less than all. */
public final class Paging {

    private Paging() {}

    /** For {@code id < :before}: of all ids where it is null, as no UUID begins with it. */
    public static String before(@Nullable UUID id) {
        return id == null ? "g" : id.toString();
    }

    /** For {@code like}: a value, or any where it is null. */
    public static String orAny(@Nullable String value) {
        return value == null ? "%" : value.replace("%", "");
    }
}
