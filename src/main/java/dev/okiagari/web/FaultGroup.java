package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Delivery;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Faults of one kind, under a heading.
 *
 * @param key {@code signals}, {@code stops} or {@code pod}
 * @param shown those that people mostly want
 * @param folded the others
 * @param ways to bring them there, the lowest first; none where there is no choice
 */
record FaultGroup(
        String key,
        Message title,
        List<FaultView> shown,
        List<FaultView> folded,
        List<RungView> ways) {

    private static final Set<String> USUAL = Set.of("TERM", "KILL", "INT");

    FaultGroup {
        shown = List.copyOf(shown);
        folded = List.copyOf(folded);
        ways = List.copyOf(ways);
    }

    /** All that is offered, in groups; a group of nothing is left out. */
    static List<FaultGroup> of(List<Option> options, Aim aim) {
        List<Option> signals = new ArrayList<>();
        List<Option> stops = new ArrayList<>();
        List<Option> others = new ArrayList<>();
        for (Option option : options) {
            switch (option.fault()) {
                case Fault.SendSignal _ -> signals.add(option);
                case Fault.Stop _ -> stops.add(option);
                case Fault.RestartContainer _, Fault.DeletePod _, Fault.EvictPod _ ->
                        others.add(option);
            }
        }
        return List.of(
                        group("signals", signals, aim),
                        group("stops", stops, aim),
                        group("pod", others, aim))
                .stream()
                .filter(group -> !group.shown().isEmpty() || !group.folded().isEmpty())
                .toList();
    }

    private static FaultGroup group(String key, List<Option> options, Aim aim) {
        List<FaultView> shown = new ArrayList<>();
        List<FaultView> folded = new ArrayList<>();
        for (Option option : options) {
            (isUsual(option.fault()) ? shown : folded).add(FaultView.of(option, aim));
        }
        return new FaultGroup(key, title(key, options), shown, folded, ways(options));
    }

    private static boolean isUsual(Fault fault) {
        return !(fault instanceof Fault.SendSignal signal) || USUAL.contains(signal.signal());
    }

    private static Message title(String key, List<Option> options) {
        return !options.isEmpty() && options.getFirst().fault() instanceof Fault.SendSignal signal
                ? Message.of("web.faults.signals", String.valueOf(signal.pid()))
                : Message.of("web.faults." + key);
    }

    /** Of those by the API there is one. */
    private static List<RungView> ways(List<Option> options) {
        return options.stream()
                .filter(option -> option.fault().needsLook())
                .map(option -> option.forecast().deliveries())
                .filter(ladder -> !ladder.isEmpty())
                .findFirst()
                .map(ladder -> ladder.stream().map(way -> rung(way, options)).toList())
                .orElseGet(List::of);
    }

    private static RungView rung(Delivery way, List<Option> options) {
        List<Option> going =
                options.stream().filter(option -> Objects.nonNull(option.way())).toList();
        List<Option> by = going.stream().filter(option -> takes(option, way)).toList();
        return RungView.of(
                way,
                options.getFirst().fault() instanceof Fault.Stop,
                !by.isEmpty(),
                by.size() == going.size()
                        ? List.of()
                        : by.stream().map(option -> FaultView.label(option.fault())).toList());
    }

    private static boolean takes(Option option, Delivery way) {
        return option.way() != null && option.way().method() == way.method();
    }
}
