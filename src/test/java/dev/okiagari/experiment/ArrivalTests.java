package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ArrivalTests {

    private static final Instant SAID = Instant.parse("2026-11-24T12:00:00.040Z");
    private static final Instant ENDED = Instant.parse("2026-11-24T12:00:00.080Z");

    private static final List<List<String>> SAYING =
            List.of(
                    List.of("sent\n"),
                    List.of("mask 1 SigBlk: 0\nsent\n"),
                    List.of("mask 1 SigBlk: 0\nse", "nt\n"),
                    List.of("mask 1 SigBlk: 0\n", "s", "e", "n", "t", "\n"),
                    List.of("sent\nstate 7 T\n"));

    private static final List<List<String>> SAYING_NOTHING =
            List.of(
                    List.of(),
                    List.of("sent"),
                    List.of("absent\n"),
                    List.of("absen", "t\n"),
                    List.of("x".repeat(100_000), "sent\n"));

    private final AtomicReference<Instant> time = new AtomicReference<>(SAID);
    private final Clock clock = ((InstantSource) time::get).withZone(ZoneOffset.UTC);
    private final Arrival arrival = new Arrival(clock);

    @ParameterizedTest
    @FieldSource("SAYING")
    void itHasArrivedWhenTheCommandSaysSo(List<String> output) {
        output.forEach(arrival);
        time.set(ENDED);

        assertThat(arrival.at()).isEqualTo(SAID);
    }

    @ParameterizedTest
    @FieldSource("SAYING_NOTHING")
    void whereTheCommandSaysNothingItsEndIsAllThatIsKnown(List<String> output) {
        output.forEach(arrival);
        time.set(ENDED);

        assertThat(arrival.at()).isEqualTo(ENDED);
    }

    @Test
    void whatIsSaidTwiceIsTheFirst() {
        arrival.accept("sent\n");
        time.set(ENDED);
        arrival.accept("sent\n");

        assertThat(arrival.at()).isEqualTo(SAID);
    }
}
