package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Host;
import dev.okiagari.practice.machine.Loop;
import dev.okiagari.practice.store.Store;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** What everything on the practice node shares. */
public record Node(
        Store store,
        Network network,
        Runner runner,
        Events events,
        Host host,
        RandomGenerator random) {

    public static final String NAME = "practice";

    Loop loop() {
        return store.loop();
    }

    Instant now() {
        return store.loop().now();
    }
}
