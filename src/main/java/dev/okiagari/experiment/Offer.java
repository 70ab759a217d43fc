package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerProcess;
import java.util.List;
import java.util.stream.Stream;

/** What a page offers to do to a container that somebody has looked into. */
final class Offer {

    /** Before somebody says otherwise. */
    private static final int SUSPEND_SECONDS = 30;

    private Offer() {}

    static List<Fault> of(Look look) {
        int main =
                look.table().flatMap(table -> table.primary()).map(ContainerProcess::pid).orElse(1);
        return Stream.concat(
                        Signal.OFFERED.stream()
                                .filter(name -> main == 1 || !Signal.of(name).isStopping())
                                .map(name -> (Fault) new Fault.SendSignal(name, main)),
                        Stream.of(
                                new Fault.Suspend(SUSPEND_SECONDS, null),
                                new Fault.Hang(null, null),
                                new Fault.RestartContainer(),
                                new Fault.DeletePod(null),
                                new Fault.EvictPod()))
                .toList();
    }
}
