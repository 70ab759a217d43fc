package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.Sender;
import dev.okiagari.history.BackOff;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StopForecastTests {

    private static final ContainerProcess MAIN =
            Targets.process(1, 0, Set.of(15), Set.of(), Set.of());
    private static final ContainerProcess WORKER =
            Targets.process(7, 1, Set.of(), Set.of(), Set.of());

    @Test
    void onlyPidOneCannotBeStoppedFromInside() {
        Forecast forecast = new StopForecast(List.of(), inside(null)).suspended(20);

        assertThat(forecast.canBeTried()).isFalse();
        assertThat(forecast.explanation().key()).isEqualTo("experiment.forecast.only-primary");
    }

    @Test
    void withoutALivenessProbeAHangIsNeverNoticed() {
        Forecast forecast = new StopForecast(List.of(WORKER), inside(null)).hung(60);

        assertThat(forecast.possible()).containsExactly(Outcome.SUSPENDED);
        assertThat(forecast.restart()).isNull();
    }

    @Test
    void theDefaultsOfAProbeNoticeAStoppedMainProcessAfter51To64Seconds() {
        // httpGet, period 10, timeout 1, threshold 3, grace 30; what is cut off and started beside
        Forecast forecast =
                new StopForecast(
                                List.of(MAIN, WORKER),
                                from(Delivery.Method.NODE_HELPER, http(10, 1)))
                        .hung(120);

        assertThat(forecast.restart()).isEqualTo(new Forecast.Range(50, 70, 0));
        assertThat(forecast.possible()).containsExactly(Outcome.RESTARTED, Outcome.NOT_RECOVERED);
    }

    @Test
    void aMainProcessThatHandlesTermEndsBeforeItsGraceIsOver() {
        Forecast forecast = new StopForecast(List.of(WORKER), inside(http(10, 1))).hung(120);

        assertThat(forecast.restart()).isEqualTo(new Forecast.Range(20, 70, 0));
        assertThat(forecast.possible()).contains(Outcome.RESTARTED, Outcome.SUSPENDED);
    }

    @Test
    void aTimeoutAboveThePeriodDelaysTheNextProbe() {
        Forecast forecast =
                new StopForecast(
                                List.of(MAIN, WORKER),
                                from(Delivery.Method.NODE_HELPER, http(10, 12)))
                        .hung(300);

        assertThat(forecast.restart()).isEqualTo(new Forecast.Range(65, 85, 0));
    }

    @Test
    void whereARunHasJustEndedTheNextStartIsHeldBackForAWholeBackOff() {
        Standpoint calm = from(Delivery.Method.NODE_HELPER, http(10, 1));
        BackOff fiveMinutes =
                new BackOff(Duration.ofMinutes(5), Targets.T0, Targets.T0, Targets.T0);
        Standpoint troubled =
                new Standpoint(
                        calm.pod(),
                        calm.container(),
                        calm.table(),
                        calm.way(),
                        calm.ladder(),
                        calm.at(),
                        fiveMinutes);

        assertThat(new StopForecast(List.of(MAIN, WORKER), troubled).hung(600).restart())
                .isEqualTo(new Forecast.Range(350, 385, 0));
    }

    @Test
    void aPortThatTheKernelAnswersForMayNeverNotice() {
        Forecast forecast =
                new StopForecast(List.of(WORKER), inside(probe("tcpSocket 8080", 10, 1))).hung(60);

        assertThat(forecast.possible()).containsExactly(Outcome.SUSPENDED, Outcome.RESTARTED);
    }

    @Test
    void aShortSuspendIsOverBeforeTheProbeHasNoticed() {
        StopForecast forecast = new StopForecast(List.of(WORKER), inside(http(10, 1)));

        assertThat(forecast.suspended(10).possible()).containsExactly(Outcome.SUSPENDED);
        assertThat(forecast.suspended(40).possible())
                .containsExactly(Outcome.SUSPENDED, Outcome.RESTARTED);
    }

    @Test
    void unlessSomebodySaysHowLongAHangOutlastsItsLatestRestart() {
        assertThat(new StopForecast(List.of(WORKER), inside(http(10, 1))).seconds()).isEqualTo(100);
        assertThat(new StopForecast(List.of(WORKER), inside(null)).seconds()).isEqualTo(60);
    }

    @Test
    void processesOfAnotherUserCannotBeStopped() {
        ContainerProcess other =
                new ContainerProcess(
                        7,
                        1,
                        "app",
                        "S",
                        "root",
                        List.of("app"),
                        100,
                        Targets.T0,
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(0));
        Standpoint plain =
                Targets.from(
                        Delivery.Method.SHELL, new Sender(1000, false), pod(null), MAIN, other);

        assertThat(new StopForecast(List.of(other), plain).suspended(5).outcome())
                .isEqualTo(Outcome.DENIED);
    }

    private static Probe http(int period, int timeout) {
        return probe("httpGet / 8080 HTTP", period, timeout);
    }

    private static Probe probe(String handler, int period, int timeout) {
        return new Probe(
                handler,
                Duration.ZERO,
                Duration.ofSeconds(period),
                Duration.ofSeconds(timeout),
                3,
                1,
                null);
    }

    private static Standpoint inside(@Nullable Probe liveness) {
        return from(Delivery.Method.SHELL, liveness);
    }

    private static Standpoint from(Delivery.Method way, @Nullable Probe liveness) {
        return Targets.from(way, Sender.UNKNOWN, pod(liveness), MAIN, WORKER);
    }

    private static PodSnapshot pod(@Nullable Probe liveness) {
        return Targets.pod(
                "Always",
                new ContainerSnapshot(
                        "app",
                        ContainerType.REGULAR,
                        "image",
                        Targets.OLD,
                        0,
                        true,
                        true,
                        new ContainerState.Running(Targets.T0),
                        null,
                        new Probes(liveness, null, null)));
    }
}
