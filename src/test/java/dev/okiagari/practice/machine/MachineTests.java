package dev.okiagari.practice.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.practice.VirtualTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                    "empty:1",
                    "sha256:0",
                    List.of("/init"),
                    Optional.empty(),
                    Image.Flavour.BUSYBOX,
                    "/bin/",
                    Set.of(),
                    Map.of());

    private final VirtualTime time = new VirtualTime(START);
    private final AtomicInteger exit = new AtomicInteger(-1);
    private final Host host = new Host(new Loop(time, time), START);
    private final Machine machine = machine(new PidSpace(), Privileges.ROOT, exit);
    private final Proc init = machine.boot(List.of("/init"));
    private final Proc other = machine.spawn(init, "other", List.of("/other"));
    private final AtomicInteger handled = new AtomicInteger();

    private Machine machine(PidSpace space, Privileges privileges, AtomicInteger end) {
        return new Machine(
                host,
                new Place(space, new Cgroup("/pod/one"), false, privileges, 0),
                EMPTY,
                Map.of(),
                ended -> end.set(ended.code()),
                site -> {});
    }

    private Delivery.Result send(int pid, int signal) {
        return machine.signal(other, pid, signal);
    }

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

        assertThat(send(1, signal)).isEqualTo(Delivery.Result.SENT);

        assertThat(init.dead()).isFalse();
        assertThat(init.stopped()).isFalse();
        assertThat(exit).hasValue(-1);
    }

    @Test
    void initGetsWhatItCatches() {
        init.masks(Signals.mask(Signals.TERM), 0);
        init.onSignal(handled::set);

        send(1, Signals.TERM);

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
        send(2, Signals.number(name).orElseThrow());

        assertThat(other.dead()).isTrue();
        assertThat(other.exitCode()).isEqualTo(code);
        assertThat(machine.running()).isTrue();
    }

    @Test
    void othersStopAndGoOnAndGetThenWhatWasSentMeanwhile() {
        send(2, Signals.STOP);
        send(2, Signals.TERM);
        assertThat(other.stopped()).isTrue();
        assertThat(other.dead()).isFalse();

        send(2, Signals.CONT);

        assertThat(other.exitCode()).isEqualTo(143);
    }

    @Test
    void whatIsIgnoredDoesNothing() {
        other.masks(0, Signals.mask(Signals.TERM));

        send(2, Signals.TERM);

        assertThat(other.dead()).isFalse();
    }

    @Test
    void aPeerInTheSameNamespaceHasTheLimitsOfAnExecAndEndsWithItsPidOne() {
        AtomicInteger peerEnd = new AtomicInteger(-1);
        Machine peer = machine(machine.space(), Privileges.ROOT, peerEnd);
        Proc shell = peer.boot(List.of("sh"));

        assertThat(peer.signal(shell, 1, Signals.KILL)).isEqualTo(Delivery.Result.SENT);
        assertThat(init.dead()).isFalse();
        machine.exit(init, 0);

        assertThat(peerEnd).hasValue(137);
        assertThat(exit).hasValue(0);
    }

    @Test
    void anAncestorStopsAndKillsInitButItsTermNeedsAHandler() {
        Machine helper = machine(host.root(), Privileges.ROOT, new AtomicInteger());
        Proc shell = helper.boot(List.of("sh"));
        int seen = init.pid(host.root());

        Delivery.Result _ = helper.signal(shell, seen, Signals.TERM);
        assertThat(init.dead()).isFalse();
        Delivery.Result _ = helper.signal(shell, seen, Signals.STOP);
        assertThat(init.stopped()).isTrue();
        send(1, Signals.CONT);
        assertThat(init.stopped()).isFalse();
        Delivery.Result _ = helper.signal(shell, seen, Signals.KILL);
        assertThat(exit).hasValue(137);
        assertThat(new ProcFs(helper).read("/proc/" + seen + "/status", 1)).isEmpty();
    }

    @Test
    void theNodeSeesBothNumbersAndTheContainersCgroup() {
        Machine helper =
                new Machine(
                        host,
                        new Place(host.root(), new Cgroup("/pod/two"), true, Privileges.ROOT, 0),
                        EMPTY,
                        Map.of(),
                        ended -> {},
                        site -> {});
        String seen = Integer.toString(other.pid(host.root()));
        ProcFs node = new ProcFs(helper);

        assertThat(node.read("/proc/" + seen + "/status", 1).orElseThrow())
                .contains("NSpid:\t" + seen + "\t2\n", "PPid:\t" + init.pid(host.root()) + "\n");
        assertThat(node.read("/proc/" + seen + "/cgroup", 1)).contains("0::/pod/one\n");
        assertThat(new ProcFs(machine).read("/proc/2/cgroup", 1)).contains("0::/\n");
        assertThat(new ProcFs(machine).read("/proc/2/status", 1).orElseThrow())
                .contains("NSpid:\t2\n", "CapEff:\t00000000a80425fb\n");
    }

    @Test
    void whoIsNotRootSignalsOnlyHisOwn() {
        Machine peer =
                machine(
                        machine.space(),
                        new Privileges(1000, 1000, 0, Privileges.USUAL),
                        new AtomicInteger());
        Proc shell = peer.boot(List.of("sh"));

        assertThat(peer.signal(shell, 2, Signals.TERM)).isEqualTo(Delivery.Result.NOT_PERMITTED);
        assertThat(other.dead()).isFalse();
        assertThat(new ProcFs(peer).read("/proc/" + shell.pid() + "/status", 1).orElseThrow())
                .contains("Uid:\t1000\t1000", "CapEff:\t0000000000000000\n");
    }

    @Test
    void orphansBelongToInit() {
        Proc child = machine.spawn(other, "child", List.of("/child"));

        machine.exit(other, 0);

        assertThat(child.parent()).isEqualTo(1);
        assertThat(machine.signal(init, 2, Signals.TERM))
                .isEqualTo(Delivery.Result.NO_SUCH_PROCESS);
    }
}
