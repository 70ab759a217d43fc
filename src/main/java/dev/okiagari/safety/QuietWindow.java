package dev.okiagari.safety;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hours in which nothing is knocked over: {@code Mon-Fri 18:00-08:00 Europe/Berlin}, {@code
 * Sat-Sun}, {@code 22:00-06:00}. The days are those on which it begins; where the end is not after
 * the beginning, it lasts into the next day.
 *
 * @param text as it was written
 */
record QuietWindow(String text, Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

    private static final Pattern SHAPE =
            Pattern.compile(
                    "(?:(?<first>[A-Z][a-z]{2})(?:-(?<last>[A-Z][a-z]{2}))?(?:\\s+|$))?"
                            + "(?:(?<from>\\d\\d:\\d\\d)-(?<to>\\d\\d:\\d\\d)(?:\\s+|$))?"
                            + "(?<zone>\\S+)?");

    QuietWindow {
        days = Set.copyOf(days);
    }

    /** Empty where it cannot be meant. A window without a zone is in UTC. */
    static Optional<QuietWindow> parse(String text) {
        Matcher parts = SHAPE.matcher(text.strip());
        if (!parts.matches() || (parts.group("first") == null && parts.group("from") == null)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                            new QuietWindow(
                                    text.strip(),
                                    days(parts.group("first"), parts.group("last")),
                                    time(parts.group("from")),
                                    time(parts.group("to")),
                                    zone(parts.group("zone"))))
                    .filter(window -> parts.group("from") == null || window.hasLength());
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** What begins when it ends is a slip, but for a whole day. */
    private boolean hasLength() {
        return !from.equals(to) || text.contains("-24:00");
    }

    private static Set<DayOfWeek> days(@Nullable String first, @Nullable String last) {
        if (first == null) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        DayOfWeek end = day(last == null ? first : last);
        Set<DayOfWeek> days = EnumSet.of(end);
        for (DayOfWeek day = day(first); day != end; day = day.plus(1)) {
            days.add(day);
        }
        return days;
    }

    private static DayOfWeek day(String name) {
        return Stream.of(DayOfWeek.values())
                .filter(day -> day.name().startsWith(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    private static LocalTime time(@Nullable String written) {
        return written == null || written.equals("24:00")
                ? LocalTime.MIDNIGHT
                : LocalTime.parse(written);
    }

    private static ZoneId zone(@Nullable String name) {
        return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    }

    /** When it ends, where an instant is within it. */
    Optional<Instant> endAround(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return Stream.of(today.minusDays(1), today)
                .filter(day -> days.contains(day.getDayOfWeek()))
                .filter(day -> !begin(day).isAfter(now) && now.isBefore(end(day)))
                .map(this::end)
                .findFirst();
    }

    /** A time that the clocks skip is when they skip it; of one that comes twice, the first. */
    private Instant begin(LocalDate day) {
        LocalDateTime local = day.atTime(from);
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    /** Of a time that comes twice, the second. */
    private Instant end(LocalDate day) {
        LocalDateTime local = (to.isAfter(from) ? day : day.plusDays(1)).atTime(to);
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }
}
