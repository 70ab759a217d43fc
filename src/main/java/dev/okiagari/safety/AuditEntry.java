package dev.okiagari.safety;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who did what, from where, with which result.
 *
 * @param authentication how we knew who it was; null where that was not kept yet
 * @param action {@code inject}, {@code stop}, {@code halt}, {@code inspect}, {@code login}, …
 * @param target {@code namespace/pod/container} or what else it was done to
 * @param result a word of the outcome: {@code done}, {@code refused: halted}, …
 */
public record AuditEntry(
        String id,
        Instant at,
        String user,
        @Nullable String address,
        @Nullable String authentication,
        String action,
        String target,
        String result) {}
