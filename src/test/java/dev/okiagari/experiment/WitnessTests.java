package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.KubeEvent;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WitnessTests {

    private static final String KILL = "Container app failed liveness probe, will be restarted";

    private final Witness witness =
            new Witness(
                    new Target(
                            Targets.pod("Always").ref(),
                            new WorkloadRef("test", "Deployment", "hello"),
                            "app",
                            Targets.OLD),
                    Targets.T0,
                    null);

    @Test
    void aHangIsToldInItsPhases() {
        witness.see(event("Unhealthy", "Liveness probe failed: timeout", 7));
        witness.see(event("Killing", KILL, 27));
        witness.see(observed(restarted(true, 57, 58), 58));

        assertThat(witness.phasesOfHang())
                .extracting(Phase::name, Phase::seconds)
                .containsExactly(
                        tuple(Phase.Name.HANG, 7.0),
                        tuple(Phase.Name.DETECTED, 20.0),
                        tuple(Phase.Name.GRACE, 30.0),
                        tuple(Phase.Name.START, 1.0),
                        tuple(Phase.Name.READY, 0.0));
        assertThat(witness.wasEndedByOther()).isTrue();
    }

    @Test
    void whatTheEventsDoNotTellIsNotMadeUp() {
        witness.see(observed(restarted(true, 57, 58), 58));

        assertThat(witness.phasesOfHang())
                .extracting(Phase::name)
                .containsExactly(Phase.Name.HANG, Phase.Name.START, Phase.Name.READY);
        assertThat(witness.wasEndedByOther()).isFalse();
    }

    @Test
    void wordOfAKillThatComesAfterTheEndStillCounts() {
        witness.see(observed(restarted(false, 57, 58), 58));
        witness.see(event("Killing", KILL, 27));

        assertThat(witness.wasKilledByProbe()).isTrue();
        assertThat(witness.phasesOfHang()).allMatch(phase -> phase.seconds() >= 0);
    }

    @Test
    void aKillOfTheNextRunOrOfAnEarlierOneIsNotThisOne() {
        witness.see(event("Killing", KILL, -20));
        witness.see(observed(restarted(false, 57, 58), 58));
        witness.see(event("Killing", KILL, 90));

        assertThat(witness.wasKilledByProbe()).isFalse();
    }

    @Test
    void theBackOffIsOverWhenTheImageIsLookedAt() {
        witness.see(observed(Targets.pod("Always", Targets.heldBack(at(1))), 1));
        witness.see(event("Pulled", "Container image \"app:1\" already present on machine", 11));
        witness.see(observed(restarted(true, 1, 12), 12));

        assertThat(witness.phases())
                .extracting(Phase::name, Phase::seconds)
                .containsExactly(
                        tuple(Phase.Name.EXIT, 1.0),
                        tuple(Phase.Name.BACK_OFF, 10.0),
                        tuple(Phase.Name.START, 1.0),
                        tuple(Phase.Name.READY, 0.0));
    }

    @Test
    void anImageThatWasLookedAtForAnEarlierRunSaysNothing() {
        witness.see(event("Pulled", "Container image \"app:1\" already present on machine", -20));
        witness.see(observed(Targets.pod("Always", Targets.heldBack(at(1))), 1));
        witness.see(observed(restarted(true, 1, 12), 12));

        assertThat(witness.phases())
                .extracting(Phase::name)
                .containsExactly(Phase.Name.EXIT, Phase.Name.BACK_OFF, Phase.Name.READY);
    }

    @Test
    void eventsOfAnotherContainerSayNothing() {
        witness.see(event("Killing", KILL, 27, "sidecar"));

        assertThat(witness.wasKilledByProbe()).isFalse();
    }

    private static PodSnapshot restarted(boolean ready, long finished, long started) {
        return Targets.pod("Always", Targets.restarted(ready, at(finished), at(started)));
    }

    private static ClusterEvent observed(PodSnapshot pod, long seconds) {
        return new ClusterEvent.PodObserved(null, pod, at(seconds));
    }

    private static ClusterEvent event(String reason, String message, long seconds) {
        return event(reason, message, seconds, "app");
    }

    private static ClusterEvent event(
            String reason, String message, long seconds, String container) {
        return new ClusterEvent.EventObserved(
                new KubeEvent(
                        "event-" + reason,
                        "test",
                        "Pod",
                        "hello-1",
                        "uid-1",
                        container,
                        "Warning",
                        reason,
                        message,
                        1,
                        at(seconds),
                        at(seconds),
                        "kubelet"),
                at(seconds));
    }

    private static Instant at(long seconds) {
        return Targets.T0.plusSeconds(seconds);
    }
}
