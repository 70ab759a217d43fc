package dev.okiagari.experiment;

import static dev.okiagari.experiment.Targets.NEW;
import static dev.okiagari.experiment.Targets.OLD;
import static dev.okiagari.experiment.Targets.T0;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComebackTests {

    private static final Instant INJECTED = T0.plusMillis(300);

    @Test
    void containerThatRunsOnHasNoPhases() {
        Comeback comeback = begin().see(Targets.running(OLD, 0, true), after(1000));

        assertThat(comeback.hasExited()).isFalse();
        assertThat(comeback.phases(INJECTED, Phase.Name.EXIT)).isEmpty();
    }

    @Test
    void eachStepSeenByTheWatchIsAPhase() {
        Comeback comeback =
                begin().see(Targets.terminated(T0.plusSeconds(1)), after(800))
                        .see(
                                Targets.restarted(false, T0.plusSeconds(1), T0.plusSeconds(2)),
                                after(1900))
                        .see(
                                Targets.restarted(true, T0.plusSeconds(1), T0.plusSeconds(2)),
                                after(2600));

        List<Phase> phases = comeback.phases(INJECTED, Phase.Name.EXIT);

        assertThat(phases)
                .extracting(Phase::name)
                .containsExactly(Phase.Name.EXIT, Phase.Name.START, Phase.Name.READY);
        assertThat(phases).extracting(Phase::clock).containsOnly(Phase.Clock.WATCH);
        assertThat(phases).extracting(Phase::seconds).containsExactly(0.8, 1.1, 0.7);
        assertThat(new Recovery(phases, null).total()).isEqualTo(2.6);
    }

    @Test
    void endAndStartInOneUpdateAreToldApartByTheCluster() {
        Comeback comeback =
                begin().see(
                                Targets.restarted(true, T0.plusSeconds(1), T0.plusSeconds(2)),
                                after(2200));

        List<Phase> phases = comeback.phases(INJECTED, Phase.Name.EXIT);

        assertThat(phases.getFirst().clock()).isEqualTo(Phase.Clock.CLUSTER);
        assertThat(phases.getFirst().to()).isEqualTo(T0.plusSeconds(1));
        assertThat(new Recovery(phases, null).total()).isEqualTo(2.2);
    }

    @Test
    void secondThatWasCutIsNeverNegative() {
        // the cluster's 12:00:00 lies before the injection at 12:00:00.3
        Comeback comeback = begin().see(Targets.restarted(true, T0, T0), after(400));

        assertThat(comeback.phases(INJECTED, Phase.Name.EXIT))
                .allSatisfy(phase -> assertThat(phase.seconds()).isNotNegative());
        assertThat(new Recovery(comeback.phases(INJECTED, Phase.Name.EXIT), null).total())
                .isEqualTo(0.4);
    }

    @Test
    void heldBackContainerHasAPhaseForIt() {
        Comeback comeback =
                begin().see(Targets.heldBack(T0.plusSeconds(1)), after(900))
                        .see(
                                Targets.restarted(true, T0.plusSeconds(1), T0.plusSeconds(12)),
                                after(12_400));

        assertThat(comeback.phases(INJECTED, Phase.Name.EXIT))
                .extracting(Phase::name)
                .containsExactly(Phase.Name.EXIT, Phase.Name.BACK_OFF, Phase.Name.READY);
    }

    @Test
    void wordThatComesLateGivesTheClustersTime() {
        Comeback comeback =
                begin().see(
                                Targets.restarted(true, T0.plusSeconds(1), T0.plusSeconds(2)),
                                after(60_000));

        assertThat(comeback.phases(INJECTED, Phase.Name.EXIT))
                .filteredOn(phase -> phase.name() == Phase.Name.START)
                .first()
                .satisfies(phase -> assertThat(phase.to()).isEqualTo(T0.plusSeconds(2)));
    }

    @Test
    void clusterWhoseClockIsSlowIsReadByOurs() {
        Duration slow = Duration.ofSeconds(-30);
        Comeback comeback =
                Comeback.of(OLD, slow)
                        .see(
                                Targets.restarted(
                                        true,
                                        T0.plusSeconds(1).plus(slow),
                                        T0.plusSeconds(2).plus(slow)),
                                after(2200));

        assertThat(comeback.phases(INJECTED, Phase.Name.EXIT).getFirst().to())
                .isEqualTo(T0.plusSeconds(1));
    }

    @Test
    void endOfAnotherRunIsNotOurs() {
        Comeback comeback =
                Comeback.of(NEW, null)
                        .see(
                                Targets.restarted(true, T0.plusSeconds(1), T0.plusSeconds(2)),
                                after(500));

        assertThat(comeback.hasExited()).isFalse();
    }

    private static Comeback begin() {
        return Comeback.of(OLD, Duration.ZERO);
    }

    private static Instant after(long millis) {
        return INJECTED.plusMillis(millis);
    }
}
