package dev.okiagari.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.experiment.Outcome;
import dev.okiagari.experiment.Phase;
import org.junit.jupiter.api.Test;

/** Seconds from a hang, by the phases of its experiment. */
class SightTests {

    @Test
    void aKillByItsProbeHasEachOfItsSeconds() {
        var hang =
                Staged.hang(
                        Staged.FIRST,
                        94,
                        Outcome.RESTARTED,
                        Staged.phase(Phase.Name.HANG, 0, 9),
                        Staged.phase(Phase.Name.DETECTED, 9, 29),
                        Staged.phase(Phase.Name.GRACE, 29, 59),
                        Staged.phase(Phase.Name.START, 59, 60.5),
                        Staged.phase(Phase.Name.READY, 60.5, 62));

        assertThat(Sight.of(hang, null, null))
                .isEqualTo(new Sight(59, 29.0, 59.0, 60.5, 62.0, null, null));
    }

    @Test
    void whereNobodyToldOfAKillOnlyTheRunsTell() {
        var hang =
                Staged.hang(
                        Staged.FIRST,
                        94,
                        Outcome.RESTARTED,
                        Staged.phase(Phase.Name.HANG, 0, 59),
                        Staged.phase(Phase.Name.BACK_OFF, 59, 69),
                        Staged.phase(Phase.Name.START, 69, 70));

        assertThat(Sight.of(hang, null, null))
                .isEqualTo(new Sight(59, null, 59.0, 70.0, null, null, null));
    }

    @Test
    void whatWasResumedHungUntilThenAndMayHaveLostItsTraffic() {
        var hang =
                Staged.hang(
                        Staged.FIRST,
                        60,
                        Outcome.SUSPENDED,
                        Staged.phase(Phase.Name.HANG, 0, 60.2));

        assertThat(Sight.of(hang, Staged.T0.plusSeconds(25), Staged.T0.plusSeconds(61)))
                .isEqualTo(new Sight(60.2, null, null, null, null, 25.0, 61.0));
    }
}
