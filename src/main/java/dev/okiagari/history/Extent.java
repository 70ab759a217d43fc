package dev.okiagari.history;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Where counted failures lie, and what was said of them: between two looks, or where events told of
 * each of them, when these say.
 *
 * @param message empty where no event told of any
 */
record Extent(Instant from, Instant to, String message) {

    /**
     * @param covered what events told of the time that is counted
     */
    static Extent of(ProbeKey key, int failures, Instant from, Instant to, List<Heard> covered) {
        List<Heard> own =
                covered.stream()
                        .filter(told -> told.isOf(key) && told.to().isAfter(from.minusSeconds(1)))
                        .sorted(Comparator.comparing(Heard::to))
                        .toList();
        if (own.isEmpty()) {
            return new Extent(from, to, "");
        }
        Heard last = own.getLast();
        if (own.stream().mapToInt(Heard::failures).sum() != failures) {
            return new Extent(from, to, last.message());
        }
        Instant first = own.stream().map(Heard::from).min(Comparator.naturalOrder()).orElse(from);
        Instant begin = first.isBefore(from) ? from : first;
        return new Extent(begin, last.to().isBefore(begin) ? begin : last.to(), last.message());
    }
}
