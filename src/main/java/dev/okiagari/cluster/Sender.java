package dev.okiagari.cluster;

import org.jspecify.annotations.Nullable;

/**
 * Who a command in the container runs as: what decides whom it may signal.
 *
 * @param uid null where it was not read
 * @param mayKillAny whether it has CAP_KILL
 */
public record Sender(@Nullable Integer uid, boolean mayKillAny) {

    public static final Sender UNKNOWN = new Sender(null, true);

    /**
     * What kill(2) asks: the same user, or the capability. Unknown users are left to the kernel.
     */
    public boolean maySignal(ContainerProcess process) {
        return mayKillAny
                || uid == null
                || process.uids().isEmpty()
                || process.uids().contains(uid);
    }
}
