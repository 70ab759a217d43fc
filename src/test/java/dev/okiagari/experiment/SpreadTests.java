package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTests {

    @Test
    void theMedianOfAnOddNumberIsTheOneInTheMiddle() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Spread(2, 9));
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0, 3.002))).isEqualTo(new Spread(2.501, 9));
    }

    @Test
    void oneIsItsOwnMedianAndWorst() {
        assertThat(Spread.of(List.of(1.9))).isEqualTo(new Spread(1.9, 1.9));
    }

    @Test
    void whereNothingRecoveredThereIsNone() {
        assertThat(Spread.of(List.of())).isNull();
    }
}
