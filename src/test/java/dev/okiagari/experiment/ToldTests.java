package dev.okiagari.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ToldTests {

    @Test
    void masksAreReadForEachProcess() {
        Told told =
                Told.in(
                        """
                        mask 7 SigBlk: 0000000000000000
                        mask 7 SigCgt: 8000000000004002
                        mask 1 SigIgn: 0000000000000001
                        """);

        assertThat(told.masks())
                .containsExactly(
                        new Told.Mask(1, Set.of(), Set.of(1), Set.of()),
                        new Told.Mask(7, Set.of(2, 15, 64), Set.of(), Set.of()));
    }

    @Test
    void aStopTellsItsProcessesItsTimerAndItsHelper() {
        Told told = Told.in("helper okiagari-helper-x\nswitch 31 4711\nstate 7 T\nstate 8 S\n");

        assertThat(told)
                .isEqualTo(
                        new Told(
                                told.masks(),
                                List.of(new Told.State(7, "T"), new Told.State(8, "S")),
                                31,
                                "okiagari-helper-x"));
    }

    @Test
    void whatIsNotUnderstoodIsLeftOut() {
        Told told =
                Told.in("mask x SigCgt: 1\nmask 1 SigCgt: zz\nstate 1\nkill: no such process\n");

        assertThat(told.masks()).isEmpty();
        assertThat(told.states()).isEmpty();
        assertThat(told.timer()).isNull();
        assertThat(Told.in(null).helper()).isNull();
    }
}
