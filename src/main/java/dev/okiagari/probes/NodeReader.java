package dev.okiagari.probes;

import java.util.Set;

/** Knows where the counters of a node's kubelet are to be read. */
interface NodeReader extends AutoCloseable {

    /** Blocks for a request or two. */
    Reading read(String node, Set<String> podUids) throws InterruptedException;

    @Override
    void close();
}
