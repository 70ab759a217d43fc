package dev.okiagari.web;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The last changes, numbered, in memory. Of several changes of one subject a reader gets the newest
 * only. Safe for threads.
 */
final class EventLog {

    private final String run;
    private final @Nullable Entry[] entries;
    private final Map<String, Long> newest = new HashMap<>();
    private long end;

    /**
     * @param run tells the numbers of this process from those of another
     * @param capacity how many changes are kept
     */
    EventLog(String run, int capacity) {
        this.run = run;
        this.entries = new Entry[capacity];
    }

    /** A change and its number. */
    record Entry(long number, String event, @Nullable String subject, Localized payload) {}

    /** What a reader finds at its place. */
    sealed interface Found {

        /** The next change. */
        record Next(Entry entry) implements Found {}

        /** The reader's place is no longer kept. */
        record Lost() implements Found {}

        /** There is nothing new. */
        record Nothing() implements Found {}
    }

    synchronized void append(String event, @Nullable String subject, Localized payload) {
        forget(entries[slot(end)]);
        entries[slot(end)] = new Entry(end, event, subject, payload);
        if (subject != null) {
            newest.put(subject, end);
        }
        end++;
    }

    /** The number that the next change will get. */
    synchronized long end() {
        return end;
    }

    /** The first change from a number on that no later one replaces. */
    synchronized Found from(long number) {
        if (number < end - entries.length) {
            return new Found.Lost();
        }
        for (var at = number; at < end; at++) {
            var entry = entries[slot(at)];
            if (entry != null && isNewest(entry)) {
                return new Found.Next(entry);
            }
        }
        return new Found.Nothing();
    }

    /** The number after the one that an id names; empty where it is not kept or not ours. */
    synchronized OptionalLong after(String id) {
        var prefix = run + "-";
        if (!id.startsWith(prefix) || !id.substring(prefix.length()).matches("\\d{1,18}")) {
            return OptionalLong.empty();
        }
        var next = Long.parseLong(id.substring(prefix.length()));
        return next <= end && next >= end - entries.length
                ? OptionalLong.of(next)
                : OptionalLong.empty();
    }

    /** The id after which the change of a number is the next. */
    String idBefore(long number) {
        return run + "-" + number;
    }

    private void forget(@Nullable Entry entry) {
        if (entry != null && entry.subject() != null) {
            newest.remove(entry.subject(), entry.number());
        }
    }

    private boolean isNewest(Entry entry) {
        var last = entry.subject() == null ? null : newest.get(entry.subject());
        return last == null || last == entry.number();
    }

    private int slot(long number) {
        return (int) (number % entries.length);
    }
}
