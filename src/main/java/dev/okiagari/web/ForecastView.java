package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Delivery;
import dev.okiagari.experiment.Estimate;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.Forecast;
import dev.okiagari.experiment.Outcome;
import dev.okiagari.experiment.Repeat;
import dev.okiagari.experiment.Terms;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A forecast as JSON has it.
 *
 * @param restart from the injection to the start of the next run, in seconds, where probes decide
 *     that; null elsewhere
 * @param estimate how long a repeat will take, in seconds; null where there is none
 */
record ForecastView(
        String outcome,
        List<String> possible,
        MessageView explanation,
        List<MessageView> notes,
        List<DeliveryView> deliveries,
        Forecast.@Nullable Range restart,
        Forecast.@Nullable Range recovery,
        @Nullable Double estimate) {

    /** A way to deliver the fault. */
    record DeliveryView(String method, boolean possible, @Nullable MessageView reason) {}

    static ForecastView of(
            Forecast forecast, @Nullable Double estimate, Texts texts, Locale locale) {
        return new ForecastView(
                forecast.outcome().word(),
                forecast.possible().stream().map(Outcome::word).toList(),
                texts.view(forecast.explanation(), locale),
                forecast.notes().stream().map(note -> texts.view(note, locale)).toList(),
                forecast.deliveries().stream().map(way -> of(way, texts, locale)).toList(),
                forecast.restart(),
                forecast.recovery(),
                estimate);
    }

    /** How long all runs of a repeat will take; null where nothing is repeated. */
    static @Nullable Double estimate(Fault fault, Forecast forecast, Terms terms) {
        Repeat repeat = terms.repeat();
        return repeat == null ? null : Estimate.of(fault, forecast).seconds(repeat);
    }

    private static DeliveryView of(Delivery delivery, Texts texts, Locale locale) {
        Message reason = delivery.reason();
        return new DeliveryView(
                delivery.method().word(),
                delivery.possible(),
                reason == null ? null : texts.view(reason, locale));
    }
}
