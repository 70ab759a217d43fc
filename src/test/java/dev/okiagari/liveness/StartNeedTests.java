package dev.okiagari.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.Span;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartNeedTests {

    private static final Probes WITH_READINESS = new Probes(null, probe(5, 10, 1), null);

    @Test
    void withoutProbesARunIsReadyAtOnce() {
        assertThat(StartNeed.of(Probes.NONE)).isEqualTo(new StartNeed(Span.NONE, 0));
    }

    @Test
    void aReadinessProbeAsksWithinAPeriodAfterItsDelay() {
        assertThat(StartNeed.of(WITH_READINESS).span()).isEqualTo(span(5, 16));
    }

    @Test
    void aStartupProbeComesFirst() {
        Probes probes = new Probes(null, probe(0, 3, 2), probe(20, 10, 1));

        assertThat(StartNeed.of(probes).span()).isEqualTo(span(23, 37));
    }

    @Test
    void whatWasSeenGoesBeforeWhatProbesSayAndMayComeATickLater() {
        assertThat(StartNeed.seen(seconds(7), WITH_READINESS))
                .isEqualTo(new StartNeed(span(0, 17), 1));
        assertThat(StartNeed.seen(seconds(7, 14), WITH_READINESS))
                .isEqualTo(new StartNeed(span(4, 17), 2));
        assertThat(StartNeed.seen(seconds(2, 40), WITH_READINESS))
                .isEqualTo(new StartNeed(span(2, 40), 2));
        assertThat(StartNeed.seen(List.of(), WITH_READINESS))
                .isEqualTo(StartNeed.of(WITH_READINESS));
    }

    private static List<Duration> seconds(long... all) {
        return java.util.Arrays.stream(all).mapToObj(Duration::ofSeconds).toList();
    }

    private static Probe probe(long delay, long period, int successes) {
        return new Probe(
                "httpGet / 8080 HTTP",
                Duration.ofSeconds(delay),
                Duration.ofSeconds(period),
                Duration.ofSeconds(1),
                3,
                successes,
                null);
    }

    private static Span span(long min, long max) {
        return new Span(Duration.ofSeconds(min), Duration.ofSeconds(max));
    }
}
