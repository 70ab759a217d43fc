package dev.okiagari.replica;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How far the board was read: each note is taken once, in whatever order it was committed. */
final class Reading {

    private final TreeSet<Long> taken = new TreeSet<>();
    private final long begun;
    private long newest;

    /**
     * @param newest what was told before is known by looking
     */
    Reading(long newest) {
        this.begun = newest;
        this.newest = newest;
    }

    /** From where on to read. */
    long from() {
        return newest - Board.OVERLAP;
    }

    /** What was not taken yet, together by topic. */
    List<News> take(List<Board.Posted> found) {
        Map<String, Set<String>> fresh = new LinkedHashMap<>();
        for (Board.Posted posted : found) {
            if (posted.id() > begun && taken.add(posted.id())) {
                fresh.computeIfAbsent(posted.note().topic(), _ -> new HashSet<>())
                        .add(posted.note().subject());
            }
            newest = Math.max(newest, posted.id());
        }
        taken.headSet(from()).clear();
        List<News> news = new ArrayList<>();
        fresh.forEach((topic, subjects) -> news.add(new News(topic, List.copyOf(subjects))));
        return news;
    }
}
