package dev.okiagari.web;

import dev.okiagari.cluster.Span;
import dev.okiagari.liveness.Hang;
import dev.okiagari.liveness.ProbeForecast;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a probe makes of a hang as JSON has it; times count from the hang, in seconds.
 *
 * @param detected null where the probe goes on passing
 * @param ended when its processes have ended; null where it is not restarted
 * @param restarted when the next run begins; null where there is none
 * @param ready when that is ready; null where there is none
 */
record HangForecastView(
        Hang hang,
        @Nullable Span detected,
        @Nullable Span ended,
        @Nullable Span restarted,
        @Nullable Span ready,
        MessageView explanation) {

    static HangForecastView of(ProbeForecast forecast, Texts texts, Locale locale) {
        MessageView words = texts.view(forecast.words(), locale);
        return switch (forecast) {
            case ProbeForecast.Restarted told ->
                    new HangForecastView(
                            told.hang(),
                            told.detected(),
                            told.ended(),
                            told.restarted(),
                            told.ready(),
                            words);
            case ProbeForecast.Unrouted told ->
                    new HangForecastView(told.hang(), told.detected(), null, null, null, words);
            case ProbeForecast.Unnoticed told ->
                    new HangForecastView(told.hang(), null, null, null, null, words);
        };
    }
}
