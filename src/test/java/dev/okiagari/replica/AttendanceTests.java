package dev.okiagari.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttendanceTests {

    private final Attendance attendance = new Attendance(Duration.ofSeconds(15));

    @Test
    void whoseBeatsGoOnIsThere() {
        for (int second = 0; second < 60; second += 2) {
            assertThat(look(second, Map.of("other", (long) second)).silent()).isEmpty();
        }
    }

    @Test
    void whoGivesNoSignForLongIsMissedWithTheLastBeat() {
        look(0, Map.of("other", 7L));
        assertThat(look(14, Map.of("other", 7L)).silent()).isEmpty();
        assertThat(look(15, Map.of("other", 7L)).silent()).isEqualTo(Map.of("other", 7L));
    }

    @Test
    void whoHasLeftTheRollIsMissedAtOnce() {
        look(0, Map.of("other", 7L));

        assertThat(look(2, Map.of()).left()).containsExactly("other");
        assertThat(look(4, Map.of()).left()).isEmpty();
    }

    /** The database was away for all, or this process stood still itself. */
    @Test
    void whatStoodStillWhileNobodyLookedSaysNothing() {
        look(0, Map.of("other", 7L));

        attendance.forget();

        assertThat(look(100, Map.of("other", 7L)).silent()).isEmpty();
        assertThat(look(114, Map.of("other", 7L)).silent()).isEmpty();
        assertThat(look(115, Map.of("other", 7L)).silent()).containsKey("other");
    }

    private Attendance.Missing look(long second, Map<String, Long> beats) {
        return attendance.look(
                beats,
                new Elapsed.Mark(
                        Instant.EPOCH.plusSeconds(second), Duration.ofSeconds(second).toNanos()));
    }
}
