package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Estimate;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.Forecast;
import dev.okiagari.experiment.Option;
import dev.okiagari.safety.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A fault with its forecast, beside the button that causes it.
 *
 * @param id tells it from others of the same page: {@code signal-TERM}
 * @param type the API's word
 * @param signal null for other faults
 * @param pids the processes that were asked for; none for all that can be
 * @param aimed the processes that it would hit, with commas between; null where it hits a pod
 * @param notes what else is worth knowing
 * @param before how long it took earlier times; null where there were none
 * @param reason why it cannot be done, besides the forecast; null where it can
 * @param confirmations guards that must be named to go on
 * @param seconds that were asked for; null where nobody said
 * @param planned how many seconds it would take then; null for other faults
 * @param way that would be taken; null where there is none
 * @param href of the page that asks without script
 */
record FaultView(
        String id,
        String type,
        @Nullable String signal,
        List<Integer> pids,
        @Nullable String aimed,
        Message label,
        Mark mark,
        Message forecast,
        List<Message> notes,
        @Nullable Message before,
        boolean possible,
        @Nullable Message reason,
        List<Confirmation> confirmations,
        @Nullable Integer seconds,
        @Nullable Integer planned,
        @Nullable RungView way,
        RepeatView repeat,
        String href) {

    FaultView {
        pids = List.copyOf(pids);
        notes = List.copyOf(notes);
        confirmations = List.copyOf(confirmations);
    }

    /** A guard that a person may overrule by naming it. */
    record Confirmation(String guard, Message reason) {}

    static FaultView of(Option option, Aim aim) {
        Message hard = hard(option, aim);
        Fault fault = option.fault();
        Forecast forecast = option.forecast();
        return new FaultView(
                id(fault),
                type(fault),
                fault instanceof Fault.SendSignal signal ? signal.signal() : null,
                pids(fault),
                aimed(option.planned()),
                label(fault),
                Mark.of(forecast.outcome()),
                forecast.explanation(),
                forecast.notes(),
                before(forecast),
                forecast.canBeTried() && hard == null,
                hard,
                confirmations(option),
                seconds(fault),
                seconds(option.planned()),
                option.way() == null ? null : RungView.taken(option.way()),
                new RepeatView(Estimate.of(fault, forecast)),
                aim.href(fault));
    }

    /** The role comes first: no guard matters to whom it is not for. */
    private static @Nullable Message hard(Option option, Aim aim) {
        return Optional.ofNullable(aim.noInject())
                .or(() ->
                        option.refusals().stream()
                                .filter(refusal -> !refusal.guard().isConfirmable())
                                .map(Refusal::reason)
                                .findFirst())
                .orElse(null);
    }

    /** By their numbers. */
    static List<Integer> pids(Fault fault) {
        return switch (fault) {
            case Fault.SendSignal signal -> signal.processes();
            case Fault.Stop stop -> stop.stopped();
            case Fault.DeletePod _, Fault.EvictPod _, Fault.RestartContainer _ -> List.of();
        };
    }

    static @Nullable String aimed(Fault fault) {
        List<Integer> pids = pids(fault);
        return pids.isEmpty()
                ? null
                : pids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** How long it stops processes; null where nobody said, and for other faults. */
    static @Nullable Integer seconds(Fault fault) {
        return switch (fault) {
            case Fault.Suspend suspend -> suspend.seconds();
            case Fault.Hang hang -> hang.seconds();
            case Fault.SendSignal _,
                    Fault.DeletePod _,
                    Fault.EvictPod _,
                    Fault.RestartContainer _ ->
                    null;
        };
    }

    private static List<Confirmation> confirmations(Option option) {
        return option.refusals().stream()
                .filter(refusal -> refusal.guard().isConfirmable())
                .map(refusal -> new Confirmation(refusal.guard().word(), refusal.reason()))
                .toList();
    }

    static String id(Fault fault) {
        return fault instanceof Fault.SendSignal signal ? "signal-" + signal.signal() : type(fault);
    }

    static String type(Fault fault) {
        return switch (fault) {
            case Fault.SendSignal _ -> "signal";
            case Fault.Suspend _ -> "suspend";
            case Fault.Hang _ -> "hang";
            case Fault.DeletePod _ -> "delete-pod";
            case Fault.EvictPod _ -> "evict-pod";
            case Fault.RestartContainer _ -> "restart-container";
        };
    }

    /** In a word or two, for a button. */
    static Message label(Fault fault) {
        return switch (fault) {
            case Fault.SendSignal signal -> Message.of("web.fault.signal", signal.signal());
            case Fault.Suspend _ -> Message.of("web.fault.suspend");
            case Fault.Hang _ -> Message.of("web.fault.hang");
            case Fault.DeletePod _ -> Message.of("web.fault.delete-pod");
            case Fault.EvictPod _ -> Message.of("web.fault.evict-pod");
            case Fault.RestartContainer _ -> Message.of("web.fault.restart-container");
        };
    }

    static @Nullable Message before(Forecast forecast) {
        Forecast.Range range = forecast.recovery();
        return range == null
                ? null
                : Message.of(
                        "web.fault.before",
                        range.times(),
                        seconds(range.min()),
                        seconds(range.max()));
    }

    /** Seconds as pages write them, to the tenth. */
    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }
}
