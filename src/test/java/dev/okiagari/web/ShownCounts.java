package dev.okiagari.web;

import dev.okiagari.probes.Counting;
import dev.okiagari.probes.ProbeCounts;

/** Whether probe failures are counted, as a test says. */
final class ShownCounts implements ProbeCounts {

    volatile Counting counting = new Counting.Off();

    @Override
    public Counting on(String node) {
        return counting;
    }
}
