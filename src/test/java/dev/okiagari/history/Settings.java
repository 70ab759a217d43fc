package dev.okiagari.history;

import java.time.Duration;

/**
 * The history's settings: those that a test is about, and for the others what they are by default.
 */
final class Settings {

    private static final HistoryProperties.LastWords WORDS =
            new HistoryProperties.LastWords(true, 100, 16_000, 300);
    private static final Duration KEEP = Duration.ofDays(90);
    private static final int MOST = 10_000_000;

    private Settings() {}

    static HistoryProperties queue(int queue) {
        return new HistoryProperties(queue, KEEP, MOST, WORDS);
    }

    static HistoryProperties keeping(Duration keep, int most) {
        return new HistoryProperties(1000, keep, most, WORDS);
    }

    static HistoryProperties lastWords(HistoryProperties.LastWords words) {
        return new HistoryProperties(1000, KEEP, MOST, words);
    }
}
