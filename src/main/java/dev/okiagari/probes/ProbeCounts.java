package dev.okiagari.probes;

/** Whether probe failures are counted exactly: answers come from memory. */
public interface ProbeCounts {

    Counting on(String node);
}
