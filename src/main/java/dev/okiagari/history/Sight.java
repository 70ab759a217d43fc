package dev.okiagari.history;

import java.time.Instant;

/**
 * How a pod was looked at.
 *
 * @param at by our clock
 * @param since from when on something may have gone unseen
 * @param reason what a jump in a count is put down to
 * @param live whether the watch would have shown each step; false for what a list shows
 */
record Sight(Instant at, Instant since, GapReason reason, boolean live) {}
