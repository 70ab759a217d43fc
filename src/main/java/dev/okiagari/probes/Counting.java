package dev.okiagari.probes;

import dev.okiagari.cluster.Message;
import java.time.Instant;

/** Whether the probe failures on a node are counted exactly, and why not. */
public sealed interface Counting {

    /** Nobody asked for it. */
    record Off() implements Counting {}

    /** The first answer is not there yet. */
    record Awaited() implements Counting {}

    /** Its kubelet answers. */
    record Exact(Instant lastAt) implements Counting {}

    /** Its kubelet cannot be read since then. */
    record Unreadable(Instant since, Message reason) implements Counting {}
}
