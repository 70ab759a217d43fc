package dev.okiagari.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** How far back the history goes, by its settings. */
@Component
public class Kept {

    private final HistoryProperties properties;
    private final Clock clock;

    Kept(HistoryProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** For how long what happened is kept. */
    public Duration length() {
        return properties.keep();
    }

    /** How many of each kind. */
    int atMost() {
        return properties.keepAtMost();
    }

    /** What happened before is deleted, or will be within minutes. */
    public Instant since() {
        return clock.instant().minus(properties.keep());
    }
}
