package dev.okiagari.experiment;

import dev.okiagari.cluster.Message;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A way to bring a fault to its target, and whether it is open.
 *
 * @param reason why it is not; null when it is
 * @param program of the image that carries it; null where there is no choice
 */
public record Delivery(
        Method method, boolean possible, @Nullable Message reason, @Nullable String program) {

    static Delivery open(Method method) {
        return new Delivery(method, true, null, null);
    }

    static Delivery by(Method method, String program) {
        return new Delivery(method, true, null, program);
    }

    static Delivery closed(Method method, Message reason) {
        return new Delivery(method, false, reason, null);
    }

    static Delivery closed(Method method, String why, Object... facts) {
        return closed(method, Message.of("experiment.delivery." + why, facts));
    }

    /** By which means. */
    public enum Method {
        /** The image's own program. */
        KILL,
        /** What a shell has built in. */
        SHELL,
        /** The language that the image's program is written in. */
        RUNTIME,
        /** A container added to the pod, in the target's process namespace. */
        EPHEMERAL_CONTAINER,
        /** A pod beside it that sees the processes of the node. */
        NODE_HELPER,
        /** The Kubernetes API. */
        API;

        /** Whether it leaves somebody behind who resumes what it has stopped, whatever happens. */
        public boolean canStop() {
            return this == SHELL || this == NODE_HELPER;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
