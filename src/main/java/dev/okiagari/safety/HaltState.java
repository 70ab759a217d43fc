package dev.okiagari.safety;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether everything is stopped.
 *
 * @param since null when it is not
 * @param by the user; null when it is not
 */
public record HaltState(boolean halted, @Nullable Instant since, @Nullable String by) {

    static final HaltState RUNNING = new HaltState(false, null, null);
}
