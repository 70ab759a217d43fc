package dev.okiagari.history;

import java.util.LinkedHashSet;
import java.util.Set;

/** The ids of the rows that a transaction changed. */
final class Changes {

    final Set<Long> restarts = new LinkedHashSet<>();
    final Set<Long> replacements = new LinkedHashSet<>();
    final Set<Long> probeFailures = new LinkedHashSet<>();
    final Set<Long> gaps = new LinkedHashSet<>();
}
