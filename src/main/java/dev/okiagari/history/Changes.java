package dev.okiagari.history;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The ids of the rows that a transaction changed, and the runs that it recorded as ended. */
final class Changes {

    final Set<Long> restarts = new LinkedHashSet<>();
    final Set<Long> replacements = new LinkedHashSet<>();
    final Set<Long> probeFailures = new LinkedHashSet<>();
    final Set<Long> gaps = new LinkedHashSet<>();
    final List<Errand> ended = new ArrayList<>();
}
