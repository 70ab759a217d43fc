package dev.okiagari.safety;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Nothing is knocked over while those who would mend it sleep. */
@Component
class QuietRule implements Rule {

    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    /** Windows that follow each other are one; those that never end are not followed for ever. */
    private static final int MOST_IN_A_ROW = 14;

    private final List<QuietWindow> windows;
    private final Clock clock;

    QuietRule(SafetyProperties properties, Clock clock) {
        this.windows = properties.quietWindows();
        this.clock = clock;
    }

    @Override
    public List<Refusal> refusals(Intention intention) {
        Instant now = clock.instant();
        return windows.stream()
                .filter(window -> window.endAround(now).isPresent())
                .findFirst()
                .map(window -> refusal(window, now))
                .stream()
                .toList();
    }

    private Refusal refusal(QuietWindow window, Instant now) {
        ZonedDateTime until = quietUntil(now).atZone(window.zone());
        return Refusal.of(
                Guard.QUIET_HOURS, window.text(), UNTIL.format(until), window.zone().getId());
    }

    private Instant quietUntil(Instant now) {
        Instant until = now;
        for (int i = 0; i < MOST_IN_A_ROW; i++) {
            Optional<Instant> next = endAround(until);
            if (next.isEmpty()) {
                break;
            }
            until = next.get();
        }
        return until;
    }

    private Optional<Instant> endAround(Instant at) {
        return windows.stream()
                .map(window -> window.endAround(at))
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
    }
}
