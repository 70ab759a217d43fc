package dev.okiagari.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeIdsTests {

    @Test
    void laterIdSortsBehindInItsText() {
        assertThat(at("2026-11-23T12:00:00.001Z").toString())
                .isLessThan(at("2026-11-23T12:00:00.002Z").toString());
    }

    @Test
    void idIsAUuidOfVersionSeven() {
        UUID id = at("2026-11-23T12:00:00Z");

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    private static UUID at(String time) {
        return new TimeIds(Clock.fixed(Instant.parse(time), ZoneOffset.UTC)).next();
    }
}
