package dev.okiagari.practice.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.practice.VirtualTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Linux's rules for signals from inside a container. */
class MachineTests {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final Image EMPTY =
            new Image(
                    "empty",
                    "sha256:0",
                    machine -> {},
                    Image.Flavour.BUSYBOX,
                    "/bin/",
                    Set.of(),
                    Map.of());

    private final VirtualTime time = new VirtualTime(START);
    private final AtomicInteger exit = new AtomicInteger(-1);
    private final Machine machine =
            new Machine(new Loop(time, time), START, EMPTY, Map.of(), exit::set, site -> {});
    private final Proc init = machine.spawn(0, "init", List.of("/init"));
    private final Proc other = machine.spawn(1, "other", List.of("/other"));
    private final AtomicInteger handled = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({
        "KILL,false",
        "STOP,false",
        "TSTP,false",
        "TERM,false",
        "SEGV,false",
        "KILL,true",
        "STOP,true"
    })
    void initDropsWhatItHasNoHandlerForAndKillAndStopAlways(String name, boolean catches) {
        int signal = Signals.number(name).orElseThrow();
        init.masks(catches ? Signals.mask(signal) : 0, 0);

        assertThat(machine.signal(1, signal)).isTrue();

        assertThat(init.dead()).isFalse();
        assertThat(init.stopped()).isFalse();
        assertThat(exit).hasValue(-1);
    }

    @Test
    void initGetsWhatItCatches() {
        init.masks(Signals.mask(Signals.TERM), 0);
        init.onSignal(handled::set);

        machine.signal(1, Signals.TERM);

        assertThat(handled).hasValue(Signals.TERM);
    }

    @Test
    void theNodesKillIsNotDroppedAndEndsEverybody() {
        machine.signalFromNode(Signals.TERM);
        assertThat(machine.running()).isTrue();

        machine.signalFromNode(Signals.KILL);

        assertThat(exit).hasValue(137);
        assertThat(other.dead()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"TERM,143", "KILL,137", "HUP,129", "USR1,138"})
    void othersDieOfWhatTheyDoNotHandle(String name, int code) {
        machine.signal(2, Signals.number(name).orElseThrow());

        assertThat(other.dead()).isTrue();
        assertThat(other.exitCode()).isEqualTo(code);
        assertThat(machine.running()).isTrue();
    }

    @Test
    void othersStopAndGoOnAndGetThenWhatWasSentMeanwhile() {
        machine.signal(2, Signals.STOP);
        machine.signal(2, Signals.TERM);
        assertThat(other.stopped()).isTrue();
        assertThat(other.dead()).isFalse();

        machine.signal(2, Signals.CONT);

        assertThat(other.exitCode()).isEqualTo(143);
    }

    @Test
    void whatIsIgnoredDoesNothing() {
        other.masks(0, Signals.mask(Signals.TERM));

        machine.signal(2, Signals.TERM);

        assertThat(other.dead()).isFalse();
    }

    @Test
    void orphansBelongToInit() {
        Proc child = machine.spawn(2, "child", List.of("/child"));

        machine.exit(other, 0);

        assertThat(child.parent()).isEqualTo(1);
        assertThat(machine.signal(2, Signals.TERM)).isFalse();
    }
}
