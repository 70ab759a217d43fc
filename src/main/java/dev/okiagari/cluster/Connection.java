package dev.okiagari.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How well we are connected: a state, never an exception.
 *
 * @param since by our clock
 * @param reason why it is not connected; null when it is
 */
public record Connection(State state, Instant since, @Nullable Message reason) {

    /** What the connection is doing. */
    public enum State {
        CONNECTING,
        CONNECTED,
        DISCONNECTED
    }

    public boolean isConnected() {
        return state == State.CONNECTED;
    }
}
