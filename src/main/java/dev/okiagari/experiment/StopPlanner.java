package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plans a suspend or a hang: which processes, by which way, for how long. */
final class StopPlanner {

    private static final Set<Delivery.Method> FIT =
            Arrays.stream(Delivery.Method.values())
                    .filter(Delivery.Method::canStop)
                    .collect(Collectors.toSet());

    private final Draft draft;
    private final @Nullable List<Integer> pids;
    private final Set<Integer> ours;

    StopPlanner(Draft draft, @Nullable List<Integer> pids) {
        this.draft = draft;
        this.pids = pids;
        this.ours = DeadMansSwitch.among(draft.table());
    }

    Planner.Planning suspend(int seconds, Delivery.@Nullable Method wanted, Forecast none) {
        return plan(
                wanted,
                none,
                new Make() {
                    @Override
                    public Fault fault(StopForecast forecast, List<Integer> stopped) {
                        return new Fault.Suspend(seconds, stopped);
                    }

                    @Override
                    public Forecast forecast(StopForecast forecast) {
                        return forecast.suspended(seconds);
                    }
                });
    }

    Planner.Planning hang(
            @Nullable Integer seconds, Delivery.@Nullable Method wanted, Forecast none) {
        return plan(
                wanted,
                none,
                new Make() {
                    @Override
                    public Fault fault(StopForecast forecast, List<Integer> stopped) {
                        return new Fault.Hang(time(forecast), stopped);
                    }

                    @Override
                    public Forecast forecast(StopForecast forecast) {
                        return forecast.hung(time(forecast));
                    }

                    private int time(StopForecast forecast) {
                        return seconds == null ? forecast.seconds() : seconds;
                    }
                });
    }

    /** What tells a hang from a suspend. */
    private interface Make {

        Fault fault(StopForecast forecast, List<Integer> stopped);

        Forecast forecast(StopForecast forecast);
    }

    private Planner.Planning plan(Delivery.@Nullable Method wanted, Forecast none, Make make) {
        if (pids != null && draft.isSeen() && !reachable(wanted).containsAll(pids)) {
            return new Planner.Planning.Failed(
                    new Refused.Invalid(
                            "fault.pids", Message.of("experiment.refused.cannot-suspend", pids)));
        }
        return new Planner.Planning.Planned(
                new Choice(draft, FIT, wanted, none).of(way -> plan(way, make)));
    }

    private Plan plan(Delivery way, Make make) {
        List<ContainerProcess> stopped =
                draft.table().items().stream()
                        .filter(process -> canBeStopped(process, way))
                        .filter(process -> pids == null || pids.contains(process.pid()))
                        .toList();
        List<Integer> numbers = stopped.stream().map(ContainerProcess::pid).toList();
        StopForecast forecast = new StopForecast(stopped, draft.from(way));
        boolean whole = pids == null || numbers.containsAll(pids);
        return draft.plan(
                make.fault(forecast, numbers),
                whole
                        ? make.forecast(forecast)
                        : Forecast.impossible(draft.ladder(), "only-from-node"),
                stopped,
                way);
    }

    /** What any of the ways could stop; all of the application's where none is open. */
    private List<Integer> reachable(Delivery.@Nullable Method wanted) {
        List<Delivery> ways =
                draft.ladder().stream()
                        .filter(way -> way.possible() && FIT.contains(way.method()))
                        .filter(way -> wanted == null || wanted == way.method())
                        .toList();
        return draft.table().items().stream()
                .filter(process ->
                        ways.isEmpty()
                                ? isOfTheApplication(process)
                                : ways.stream().anyMatch(way -> canBeStopped(process, way)))
                .map(ContainerProcess::pid)
                .toList();
    }

    private boolean canBeStopped(ContainerProcess process, Delivery way) {
        boolean fromNode = way.method() == Delivery.Method.NODE_HELPER;
        return isOfTheApplication(process) && (fromNode || !process.isPrimary());
    }

    private boolean isOfTheApplication(ContainerProcess process) {
        return draft.table().isOfApplication(process)
                && !ours.contains(process.pid())
                && !process.isZombie()
                && !process.state().equals("X");
    }
}
