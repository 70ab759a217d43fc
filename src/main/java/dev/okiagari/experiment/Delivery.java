package dev.okiagari.experiment;

import dev.okiagari.cluster.Message;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A way to bring a fault to its target, and whether it is open.
 *
 * @param reason why it is not; null when it is
 */
public record Delivery(Method method, boolean possible, @Nullable Message reason) {

    static Delivery open(Method method) {
        return new Delivery(method, true, null);
    }

    static Delivery closed(Method method, Message reason) {
        return new Delivery(method, false, reason);
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

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
