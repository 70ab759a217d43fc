package dev.okiagari.cluster;

import io.fabric8.kubernetes.client.Config;

/** What a connection is made from, or why there is nothing to make it from. */
sealed interface Credentials {

    /**
     * They are there.
     *
     * @param name what people call this cluster
     */
    record Usable(Config config, String name, boolean practice) implements Credentials {}

    /** They are not there, or cannot be read. */
    record Unusable(Message reason) implements Credentials {}
}
