package dev.okiagari.history;

import java.util.List;

/** Runs that are recorded as ended; some of them may have been before. */
record RunsEnded(List<Errand> runs) {}
