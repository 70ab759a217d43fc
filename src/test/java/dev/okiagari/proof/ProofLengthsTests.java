package dev.okiagari.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.liveness.Hang;
import dev.okiagari.liveness.ProbeForecast;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For how long a container hangs that nothing ends. */
class ProofLengthsTests {

    @ParameterizedTest
    @CsvSource({"180, 0, 180", "60, 0, 94", "60, 150, 150", "7200, 0, 3600"})
    void theFirstHangLastsForWhateverNeedsMost(int least, int asItIs, int expected) {
        assertThat(ProofLengths.watch(Duration.ofSeconds(least), asItIs, Staged.FORECAST))
                .isEqualTo(expected);
    }

    @Test
    void onlyAReadinessNeedsATimeOfItsOwnForTheSecond() {
        assertThat(ProofLengths.patience(Staged.FORECAST)).isNull();
        assertThat(ProofLengths.patience(new ProbeForecast.Unnoticed(Hang.FROZEN, "tcpSocket 1")))
                .isNull();
        assertThat(
                        ProofLengths.patience(
                                new ProbeForecast.Unrouted(Hang.FROZEN, Staged.seconds(21, 31))))
                .isEqualTo(61);
    }
}
