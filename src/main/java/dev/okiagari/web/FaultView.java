package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Estimate;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.Forecast;
import dev.okiagari.experiment.Option;
import dev.okiagari.safety.Refusal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A fault with its forecast, beside the button that causes it.
 *
 * @param id tells it from others of the same page: {@code signal-TERM}
 * @param type the API's word
 * @param signal null for other faults
 * @param notes what else is worth knowing first
 * @param before how long it took earlier times; null where there were none
 * @param reason why it cannot be done, besides the forecast; null where it can
 * @param confirmations guards that must be named to go on
 * @param href of the page that asks without script
 */
record FaultView(
        String id,
        String type,
        @Nullable String signal,
        Message label,
        Mark mark,
        Message forecast,
        List<Message> notes,
        @Nullable Message before,
        boolean possible,
        @Nullable Message reason,
        List<Confirmation> confirmations,
        @Nullable Integer seconds,
        RepeatView repeat,
        String href) {

    FaultView {
        notes = List.copyOf(notes);
        confirmations = List.copyOf(confirmations);
    }

    /** A guard that a person may overrule by naming it. */
    record Confirmation(String guard, Message reason) {}

    static FaultView of(Option option, Aim aim) {
        Refusal hard =
                option.refusals().stream()
                        .filter(refusal -> !refusal.guard().isConfirmable())
                        .findFirst()
                        .orElse(null);
        Fault fault = option.fault();
        return new FaultView(
                id(fault),
                type(fault),
                fault instanceof Fault.SendSignal signal ? signal.signal() : null,
                label(fault),
                Mark.of(option.forecast().outcome()),
                option.forecast().explanation(),
                option.forecast().notes(),
                before(option.forecast()),
                option.forecast().canBeTried() && hard == null,
                hard == null ? null : hard.reason(),
                confirmations(option),
                fault instanceof Fault.Suspend suspend ? suspend.seconds() : null,
                new RepeatView(Estimate.of(fault, option.forecast())),
                aim.href(fault));
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
