package dev.okiagari.history;

import dev.okiagari.cluster.ContainerRef;
import java.util.Map;
import java.util.Optional;

/** Draft. */
public class History {
    History() {}

    public Slice<Run> runs(HistoryQuery query) {
        throw new UnsupportedOperationException();
    }

    public Slice<Restart> restarts(HistoryQuery query) {
        throw new UnsupportedOperationException();
    }

    public Optional<Restart> restart(String id) {
        throw new UnsupportedOperationException();
    }

    public Slice<Replacement> replacements(HistoryQuery query) {
        throw new UnsupportedOperationException();
    }

    public Slice<ProbeFailure> probeFailures(HistoryQuery query) {
        throw new UnsupportedOperationException();
    }

    public Slice<Gap> gaps(HistoryQuery query) {
        throw new UnsupportedOperationException();
    }

    /** Of all containers that run now and that have restarted, by container. One query. */
    public Map<ContainerRef, RestartSummary> summaries() {
        throw new UnsupportedOperationException();
    }
}
