package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.history.TimelineQuery;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A range as an address asks for it: the last so long, or from one time to another.
 *
 * @param last the word that it was asked for by; null where its times were given
 */
record TimeRange(Instant from, Instant to, @Nullable String last) {

    static final String USUAL = "1h";

    private static final Map<String, Duration> LAST = new LinkedHashMap<>();

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private static final List<Function<String, Instant>> FORMS =
            List.of(
                    Instant::parse,
                    text -> OffsetDateTime.parse(text).toInstant(),
                    text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
                    text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));

    static {
        LAST.put("15m", Duration.ofMinutes(15));
        LAST.put(USUAL, Duration.ofHours(1));
        LAST.put("6h", Duration.ofHours(6));
        LAST.put("24h", Duration.ofHours(24));
        LAST.put("7d", Duration.ofDays(7));
        LAST.put("30d", Duration.ofDays(30));
    }

    /** The words, the shortest range first. */
    static List<String> words() {
        return new ArrayList<>(LAST.keySet());
    }

    /**
     * The range that is meant; the last hour where nothing is said.
     *
     * @throws ApiProblem naming the parameter that cannot be meant
     */
    static TimeRange of(
            @Nullable String last, @Nullable String from, @Nullable String to, Instant now) {
        if (from == null && to == null) {
            return last(last == null ? USUAL : last, now);
        }
        if (last != null) {
            throw ApiProblem.badField("last", Message.of("api.range.either"));
        }
        if (from == null) {
            throw ApiProblem.badField("from", Message.of("api.input.needed"));
        }
        return between(time("from", from), to == null ? now : time("to", to));
    }

    private static TimeRange last(String word, Instant now) {
        Duration length = LAST.get(word);
        if (length == null) {
            throw ApiProblem.badField(
                    "last", Message.of("api.input.one-of", String.join(", ", words()), word));
        }
        Instant to = now.truncatedTo(ChronoUnit.MILLIS);
        return new TimeRange(to.minus(length), to, word);
    }

    private static TimeRange between(Instant from, Instant to) {
        if (from.equals(to)) {
            throw ApiProblem.badField("to", Message.of("api.range.empty"));
        }
        if (from.isAfter(to)) {
            throw ApiProblem.badField("to", Message.of("api.range.backwards"));
        }
        if (Duration.between(from, to).compareTo(TimelineQuery.LONGEST) > 0) {
            throw ApiProblem.badField(
                    "from", Message.of("api.range.long", TimelineQuery.LONGEST.toDays()));
        }
        return new TimeRange(from, to, null);
    }

    /** As RFC 3339 has it, or without a zone in UTC, or a day. */
    private static Instant time(String field, String text) {
        for (Function<String, Instant> form : FORMS) {
            Instant at = parsed(form, text.strip().replace(' ', 'T'));
            if (at != null && !at.isBefore(EARLIEST) && at.isBefore(LATEST)) {
                return at.truncatedTo(ChronoUnit.MILLIS);
            }
        }
        throw ApiProblem.badField(field, Message.of("api.range.time", text));
    }

    private static @Nullable Instant parsed(Function<String, Instant> form, String text) {
        try {
            return form.apply(text);
        } catch (DateTimeException otherwise) {
            return null;
        }
    }
}
