package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.availability.Availability;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probes;
import dev.okiagari.experiment.Experiment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Answers and phases on one axis, and what is said of them. */
class StripViewTests {

    private static final Instant NOW = PagesFixture.NOW;

    private final PodSnapshot pod =
            PagesFixture.pod("hello", "hello-1", PagesFixture.running("web", 3, Probes.NONE));
    private final Experiment ended = ExperimentsFixture.restarted(pod, true, "");
    private final Experiment running = ExperimentsFixture.running(pod);

    @Test
    void manyAnswersAreDrawnAsFewerMarksThatStillShowAFailure() {
        StripView strip = strip(ended, seen(240, 100, true));

        assertThat(strip.wide()).hasSize(120);
        assertThat(strip.narrow()).hasSizeBetween(30, 36);
        assertThat(strip.wide()).filteredOn(dot -> dot.kind().equals("waiting")).hasSize(1);
        assertThat(strip.narrow()).filteredOn(dot -> dot.kind().equals("waiting")).hasSize(1);
    }

    @Test
    void nothingIsDrawnBeyondTheAxis() {
        for (int buckets : List.of(1, 2, 35, 36, 37, 119, 120, 121, 239, 240)) {
            StripView strip = strip(ended, seen(buckets, 0, true));

            assertThat(strip.wide())
                    .allSatisfy(
                            dot -> assertThat(Double.parseDouble(dot.x())).isBetween(0.0, 100.0));
        }
    }

    @Test
    void anOutageThatGoesOnReachesToTheEndOfTheAxis() {
        StripView strip = strip(running, down(null));

        StripView.Bar bar = strip.downs().getFirst();
        assertThat(Double.parseDouble(bar.x()) + Double.parseDouble(bar.width()))
                .isBetween(99.9, 100.1);
        assertThat(strip.words().summary().key()).isEqualTo("web.availability.down-now");
        assertThat(strip(ended, down(null)).words().summary().key())
                .isEqualTo("web.availability.still-down");
        assertThat(strip(ended, down(NOW.plusSeconds(1))).words().summary().key())
                .isEqualTo("web.availability.down");
    }

    @Test
    void whatWasBadBeforeTheInjectionIsNotTheFaults() {
        Availability seen = seen(4, 0, true);

        assertThat(strip(ended, seen).words().notes())
                .extracting(Message::key)
                .containsExactly("web.availability.bad-before");
        assertThat(strip(ended, seen(4, 2, true)).words().notes()).isEmpty();
    }

    @Test
    void whileItRunsNobodySaysThatItWasCutOff() {
        assertThat(strip(running, seen(4, 2, false)).words().notes()).isEmpty();
        assertThat(StripView.of(ExperimentsFixture.watched(running, null))).isNull();
    }

    @Test
    void withoutAWatchThereIsNoStrip() {
        assertThat(StripView.of(ended)).isNull();
    }

    @Test
    void ticksCountFromTheInjectionInStepsThatAreEasilyRead() {
        Axis axis = new Axis(NOW.minusSeconds(1), NOW, NOW.plusSeconds(24));

        assertThat(axis.ticks())
                .extracting(Axis.Tick::seconds)
                .containsExactly("0", "5", "10", "15", "20");
        assertThat(axis.ticks().getFirst().x()).isEqualTo("4.00");
        assertThat(new Axis(NOW, NOW, NOW).ticks()).hasSize(1);
        assertThat(new Axis(NOW, NOW, NOW.plus(Duration.ofHours(20))).ticks()).hasSizeBetween(2, 7);
    }

    private static StripView strip(Experiment experiment, Availability seen) {
        return Objects.requireNonNull(StripView.of(ExperimentsFixture.watched(experiment, seen)));
    }

    /** One request each half second from one second before, of which one failed. */
    private static Availability seen(int requests, int bad, boolean complete) {
        Instant from = NOW.minusSeconds(1);
        return availability(
                requests,
                bad,
                new Availability.Outage(
                        from.plusMillis(500L * bad), from.plusMillis(500L * bad + 500)),
                complete);
    }

    private static Availability down(@Nullable Instant to) {
        return availability(6, 2, new Availability.Outage(NOW, to), true);
    }

    private static Availability availability(
            int requests, int bad, Availability.Outage outage, boolean complete) {
        return new Availability(
                NOW.minusSeconds(1),
                requests,
                1,
                List.of(),
                0,
                List.of(outage),
                0,
                500,
                new Availability.Latency(1, 2, 3),
                IntStream.range(0, requests)
                        .mapToObj(i -> new Availability.Bucket(i == bad ? 0 : 1, i == bad ? 1 : 0))
                        .toList(),
                500,
                "direct",
                complete);
    }
}
