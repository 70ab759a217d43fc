package dev.okiagari.web;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.history.Gap;
import dev.okiagari.history.HistoryQuery;
import dev.okiagari.history.ProbeFailure;
import dev.okiagari.history.Restart;
import dev.okiagari.history.RestartSummary;
import dev.okiagari.history.Run;
import dev.okiagari.history.Slice;
import java.util.Map;
import java.util.Optional;

/** What pages ask of the history: the part of it that a page's test can stand in for. */
interface Past {

    /** From memory: a stream may ask. */
    Map<ContainerRef, RestartSummary> summaries();

    Slice<Restart> restarts(HistoryQuery query);

    Optional<Restart> restart(String id);

    /** The run that ended with it. */
    Optional<Run> endedBy(Restart restart);

    Slice<Run> runs(HistoryQuery query);

    Slice<Gap> gaps(HistoryQuery query);

    Slice<ProbeFailure> probeFailures(HistoryQuery query);
}
