package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Delivery;
import dev.okiagari.experiment.Forecast;
import dev.okiagari.experiment.Outcome;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A forecast as JSON has it. */
record ForecastView(
        String outcome,
        List<String> possible,
        MessageView explanation,
        List<DeliveryView> deliveries,
        Forecast.@Nullable Range recovery) {

    /** A way to deliver the fault. */
    record DeliveryView(String method, boolean possible, @Nullable MessageView reason) {}

    static ForecastView of(Forecast forecast, Texts texts, Locale locale) {
        return new ForecastView(
                forecast.outcome().word(),
                forecast.possible().stream().map(Outcome::word).toList(),
                texts.view(forecast.explanation(), locale),
                forecast.deliveries().stream().map(way -> of(way, texts, locale)).toList(),
                forecast.recovery());
    }

    private static DeliveryView of(Delivery delivery, Texts texts, Locale locale) {
        Message reason = delivery.reason();
        return new DeliveryView(
                delivery.method().word(),
                delivery.possible(),
                reason == null ? null : texts.view(reason, locale));
    }
}
