package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.Span;
import dev.okiagari.liveness.Cadence;
import dev.okiagari.liveness.CadencePart;
import dev.okiagari.liveness.ProbeForecast;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lengths of time side by side, as a drawing has them; their words stand beside it. */
final class HangBar {

    private HangBar() {}

    /**
     * What a probe makes of a hang.
     *
     * @param lines none where it makes nothing of it
     */
    record Forecast(Message words, List<Line> lines) {

        static @Nullable Forecast of(@Nullable ProbeForecast forecast) {
            return forecast == null ? null : new Forecast(forecast.words(), lines(forecast));
        }

        private static List<Line> lines(ProbeForecast forecast) {
            return switch (forecast) {
                case ProbeForecast.Restarted told -> {
                    Axis axis = axis(told.ready().max());
                    yield List.of(
                            Line.of("detected", told.detected(), axis),
                            Line.of("ended", told.ended(), axis),
                            Line.of("restarted", told.restarted(), axis),
                            Line.of("ready", told.ready(), axis));
                }
                case ProbeForecast.Unrouted told ->
                        List.of(Line.of("detected", told.detected(), axis(told.detected().max())));
                case ProbeForecast.Unnoticed told -> List.of();
            };
        }
    }

    /**
     * When something happens: not before, and then at some moment.
     *
     * @param sure percent of the axis before which it does not happen
     * @param maybe percent within which it does
     */
    record Line(String name, String sure, String maybe, Message text) {

        private static Line of(String name, Span span, Axis axis) {
            return new Line(
                    name,
                    axis.width(span.min()),
                    axis.width(span.max().minus(span.min())),
                    Message.of(
                            "web.hang." + name,
                            span.min().toSeconds(),
                            span.max().plusMillis(999).toSeconds()));
        }
    }

    /** Where the seconds between two restarts go. */
    record Rhythm(List<Message> words, List<Part> parts) {

        static @Nullable Rhythm of(@Nullable Cadence cadence) {
            if (cadence == null) {
                return null;
            }
            Axis axis = axis(cadence.interval());
            List<Part> parts = new ArrayList<>();
            Duration at = Duration.ZERO;
            for (CadencePart part : cadence.parts()) {
                parts.add(
                        new Part(
                                part.name().text(),
                                axis.width(at),
                                axis.width(part.time()),
                                part.text()));
                at = at.plus(part.time());
            }
            return new Rhythm(cadence.words(), parts);
        }
    }

    /** Some of them, in percent of the interval. */
    record Part(String name, String x, String width, Message text) {}

    private static Axis axis(Duration whole) {
        return new Axis(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH.plus(whole));
    }
}
