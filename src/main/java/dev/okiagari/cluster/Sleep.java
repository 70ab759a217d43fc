package dev.okiagari.cluster;

import java.time.Duration;

/** How this process waits: the one counterpart of its one clock, so that both can run faster. */
@FunctionalInterface
public interface Sleep {

    void sleep(Duration duration) throws InterruptedException;
}
