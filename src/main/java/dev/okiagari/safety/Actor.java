package dev.okiagari.safety;

import org.jspecify.annotations.Nullable;

/**
 * Who does something. Passed along as a parameter, never kept in a thread or a context.
 *
 * @param address where the request came from; null for what no request asked for
 * @param authentication how we know: {@code none} (open mode), {@code password}, {@code itself}
 */
public record Actor(String user, @Nullable String address, String authentication) {

    /** Okiagari, where no person asked: an automatic resume, a take-up after a crash. */
    public static final Actor ITSELF = new Actor("okiagari", null, "itself");
}
