package dev.okiagari.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ProbeCount;
import dev.okiagari.cluster.ProbeType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubeletPageTests {

    private static final String FAILED =
            "prober_probe_total{container=\"app\",namespace=\"shop\",pod=\"web\",pod_uid=\"uid-1\","
                    + "probe_type=\"Liveness\",result=\"failed\"} ";

    @Test
    void whatFailedAndWhatWasUndecidedIsCountedByContainerAndProbe() {
        String page =
                """
                # HELP prober_probe_total [ALPHA] Cumulative number of a probe by result.
                # TYPE prober_probe_total counter
                prober_probe_total{container="app",namespace="shop",pod="web",pod_uid="uid-1",probe_type="Liveness",result="failed"} 3
                prober_probe_total{container="app",namespace="shop",pod="web",pod_uid="uid-1",probe_type="Liveness",result="successful"} 40
                prober_probe_total{container="app",namespace="shop",pod="web",pod_uid="uid-1",probe_type="Readiness",result="unknown"} 2
                prober_probe_total{container="app",namespace="shop",pod="web",pod_uid="uid-1",probe_type="Readiness",result="failed"} 1
                process_start_time_seconds 1.79538048774e+09
                """;

        Counters read = KubeletPage.of(page, Set.of("uid-1")).orElseThrow();

        assertThat(read.startedAt()).isEqualTo(Instant.ofEpochMilli(1_795_380_487_740L));
        assertThat(read.pods()).containsOnlyKeys("uid-1");
        assertThat(read.pods().get("uid-1"))
                .containsExactlyInAnyOrder(
                        new ProbeCount("app", ProbeType.LIVENESS, 3, 0),
                        new ProbeCount("app", ProbeType.READINESS, 1, 2));
    }

    @Test
    void podsThatAreNotWatchedAreLeftOutAndOnesWithoutFailuresAreNot() {
        Counters read = KubeletPage.of(FAILED + "3", Set.of("uid-2")).orElseThrow();

        assertThat(read.pods()).containsOnlyKeys("uid-2").containsValue(List.of());
        assertThat(read.startedAt()).isNull();
    }

    @Test
    void aLabelMayHoldAQuoteABackslashAndALineFeed() {
        String page = FAILED.replace("shop", "a\\\"} 9\\\\\\n") + "4\n";

        assertThat(KubeletPage.of(page, Set.of("uid-1")).orElseThrow().pods().get("uid-1"))
                .containsExactly(new ProbeCount("app", ProbeType.LIVENESS, 4, 0));
    }

    @Test
    void aPageWithoutAnySuchCounterDoesNotSayThatNothingFailed() {
        assertThat(KubeletPage.of("process_start_time_seconds 1\nup 1\n", Set.of("uid-1")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prober_probe_total{container=\"app\",namespace=\"sh",
                "prober_probe_total{container=\"app\",probe_type=\"Liveness\",result=\"failed\"} 1",
                "prober_probe_total{container=\"app\",pod_uid=\"uid-1\",probe_type=\"Odd\",result=\"failed\"} 1",
                "prober_probe_total{container=\"app\",pod_uid=\"uid-1\",probe_type=\"Liveness\",result=\"failed\"} NaN",
                "prober_probe_total{container=\"app\",pod_uid=\"uid-1\",probe_type=\"Liveness\",result=\"failed\"} -1"
            })
    void aCounterThatCannotBeUnderstoodMakesThePageUnreadable(String line) {
        assertThat(KubeletPage.of(FAILED + "3\n" + line + "\n", Set.of("uid-1"))).isEmpty();
    }

    @Test
    void whatTheKubeletDoesNotSayOfItsStartIsNotKnown() {
        assertThat(
                        KubeletPage.of(
                                        FAILED + "3\nprocess_start_time_seconds soon\n",
                                        Set.of("uid-1"))
                                .orElseThrow()
                                .startedAt())
                .isNull();
    }
}
