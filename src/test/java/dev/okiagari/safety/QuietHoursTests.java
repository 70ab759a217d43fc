package dev.okiagari.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When nothing is knocked over. 2026-11-23 is a Monday; Berlin leaves summer time on 10-25. */
class QuietHoursTests {

    private static final String NIGHTS = "Mon-Fri 18:00-08:00 Europe/Berlin";

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        // winter, an hour ahead of UTC
        NIGHTS + ", 2026-11-23T16:59:59Z, false",
        NIGHTS + ", 2026-11-23T17:00:00Z, true",
        NIGHTS + ", 2026-11-24T06:59:59Z, true",
        NIGHTS + ", 2026-11-24T07:00:00Z, false",
        // the night to Monday began on a Sunday; the one to Saturday on a Friday
        NIGHTS + ", 2026-11-23T05:00:00Z, false",
        NIGHTS + ", 2026-11-28T05:00:00Z, true",
        NIGHTS + ", 2026-11-28T07:00:00Z, false",
        NIGHTS + ", 2026-11-28T20:00:00Z, false",
        // summer, two hours ahead
        NIGHTS + ", 2026-07-06T15:59:59Z, false",
        NIGHTS + ", 2026-07-06T16:00:00Z, true",
        // whole days, in UTC where nothing is said
        "Sat-Sun, 2026-11-27T23:59:59Z, false",
        "Sat-Sun, 2026-11-28T00:00:00Z, true",
        "Sat-Sun, 2026-11-29T23:59:59Z, true",
        "Sat-Sun, 2026-11-30T00:00:00Z, false",
        "Sat-Sun Asia/Tokyo, 2026-11-27T15:00:00Z, true",
        "Sat-Sun Asia/Tokyo, 2026-11-29T15:00:00Z, false",
        // a week's end, over the week's end
        "Fri-Mon 00:00-24:00, 2026-11-30T23:00:00Z, true",
        "Fri-Mon 00:00-24:00, 2026-12-01T00:00:00Z, false",
        "Wed, 2026-11-25T12:00:00Z, true",
        "Wed, 2026-11-26T12:00:00Z, false",
        // every day
        "09:00-17:00, 2026-11-23T09:00:00Z, true",
        "09:00-17:00, 2026-11-23T17:00:00Z, false",
        "22:00-24:00, 2026-11-23T23:59:00Z, true",
        "22:00-24:00, 2026-11-24T00:00:00Z, false",
        "09:00-17:00 +09:00, 2026-11-23T00:00:00Z, true",
        // at 02:00 the clocks go to 03:00: a window from 02:30 begins when they do
        "02:30-04:00 Europe/Berlin, 2026-03-29T00:59:59Z, false",
        "02:30-04:00 Europe/Berlin, 2026-03-29T01:00:00Z, true",
        "01:00-02:30 Europe/Berlin, 2026-03-29T00:59:59Z, true",
        "01:00-02:30 Europe/Berlin, 2026-03-29T01:00:00Z, false",
        // at 03:00 they go back to 02:00: 02:30 comes twice, and it is quiet to the second
        "02:15-02:30 Europe/Berlin, 2026-10-25T00:14:59Z, false",
        "02:15-02:30 Europe/Berlin, 2026-10-25T00:15:00Z, true",
        "02:15-02:30 Europe/Berlin, 2026-10-25T01:00:00Z, true",
        "02:15-02:30 Europe/Berlin, 2026-10-25T01:30:00Z, false"
    })
    void windowIsReadByTheClocksOfItsZone(String window, Instant at, boolean quiet) {
        assertThat(ask(at, window)).hasSize(quiet ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tomorrow",
                "Mon-Fry",
                "Foo",
                "Mon-Fri 18:00",
                "Mon-Fri 18:00-25:00",
                "Mon-Fri 18-08",
                "08:00-08:00",
                "Europe/Berlin",
                "Mon Europe/Nowhere",
                "Mon-Fri 18:00-08:00 Europe/Berlin and more",
                "18:00-08:00 Mon-Fri"
            })
    void whatCannotBeMeantIsNoWindow(String text) {
        assertThat(QuietWindow.parse(text)).isEmpty();
    }

    @Test
    void refusalNamesTheWindowAndItsEndByItsOwnClocks() {
        assertThat(ask(Instant.parse("2026-11-23T20:00:00Z"), NIGHTS))
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.guard()).isEqualTo(Guard.QUIET_HOURS);
                    assertThat(refusal.reason().arguments())
                            .containsExactly(NIGHTS, "2026-11-24 08:00", "Europe/Berlin");
                });
    }

    @Test
    void windowsThatFollowEachOtherEndTogether() {
        assertThat(
                        ask(
                                Instant.parse("2026-11-27T20:00:00Z"),
                                "Mon-Fri 18:00-08:00",
                                "Sat-Sun",
                                "Mon 00:00-06:00"))
                .singleElement()
                .satisfies(refusal ->
                        assertThat(refusal.reason().arguments()).contains("2026-11-30 06:00"));
    }

    @Test
    void quietForEverIsSaidToLastForSomeTimeYet() {
        assertThat(ask(Instant.EPOCH, "Mon-Sun")).hasSize(1);
    }

    private static List<Refusal> ask(Instant at, String... windows) {
        SafetyProperties properties =
                new SafetyProperties(List.of(), 5, 80, 66, Arrays.asList(windows));
        return new QuietRule(properties, Clock.fixed(at, ZoneOffset.UTC))
                .refusals(Pods.shot(Pods.pod("a").build()));
    }
}
