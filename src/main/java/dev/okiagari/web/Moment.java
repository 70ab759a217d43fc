package dev.okiagari.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * An instant as a page writes it: complete without script, which then turns it to words or to the
 * browser's zone.
 *
 * @param iso for {@code <time datetime>}
 * @param text in UTC, and labelled so
 */
record Moment(String iso, String text) {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    static @Nullable Moment of(@Nullable Instant at) {
        return at == null ? null : at(at);
    }

    static Moment at(Instant at) {
        return new Moment(at.truncatedTo(ChronoUnit.MILLIS).toString(), UTC.format(at));
    }
}
