package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Span;
import dev.okiagari.liveness.ProbeForecast;
import dev.okiagari.proof.Proof;
import dev.okiagari.proof.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hang before and the hang after, on one scale.
 *
 * @param after null before it is over
 * @param forecast where on the scale the second was to be answered; null where it was not to be
 * @param ticks of the scale, in seconds
 */
record BothHangs(
        Side before, @Nullable Side after, @Nullable Interval forecast, List<Axis.Tick> ticks) {

    private static final double ROOM = 96;

    BothHangs {
        ticks = List.copyOf(ticks);
    }

    /**
     * One of them.
     *
     * @param href of its experiment
     */
    record Side(String href, List<Bar> bars, List<Message> facts) {

        Side {
            bars = List.copyOf(bars);
            facts = List.copyOf(facts);
        }
    }

    /**
     * A part of one: its place and its width in percent, and how long it was.
     *
     * @param phase what it is drawn as
     */
    record Bar(String name, String phase, String x, String width, String seconds) {

        /** Whether it needs more than its colour to be told from another. */
        public boolean woven() {
            return Weave.isOver(phase);
        }
    }

    /** Between two places in percent. */
    record Interval(String x, String end, Message words) {}

    static @Nullable BothHangs of(Proof proof) {
        Sight before = proof.seenBefore();
        if (before == null) {
            return null;
        }
        Sight after = proof.seenAfter();
        Span answered = answered(proof.agreement().forecast());
        double whole =
                Stream.of(
                                last(before),
                                after == null ? 0.0 : last(after),
                                answered == null ? 0.0 : answered.max().toMillis() / 1000.0)
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElseThrow();
        Axis axis =
                new Axis(
                        Instant.EPOCH,
                        Instant.EPOCH,
                        Instant.EPOCH.plusMillis(Math.round(whole * 1000)));
        boolean traffic = proof.type() == ProbeType.READINESS;
        UUID second = proof.after();
        return new BothHangs(
                side(proof.before(), before, traffic, axis),
                after == null ? null : side(Objects.requireNonNull(second), after, traffic, axis),
                answered == null ? null : interval(answered, traffic, axis),
                axis.ticks().stream().filter(BothHangs::hasRoom).toList());
    }

    /** Its label would stand over the edge. */
    private static boolean hasRoom(Axis.Tick tick) {
        return Double.parseDouble(tick.x()) < ROOM;
    }

    /** When the container runs again, or its pod gets no more traffic. */
    private static @Nullable Span answered(ProbeForecast forecast) {
        return switch (forecast) {
            case ProbeForecast.Restarted kill -> kill.restarted();
            case ProbeForecast.Unrouted out -> out.detected();
            case ProbeForecast.Unnoticed _ -> null;
        };
    }

    private static Interval interval(Span span, boolean traffic, Axis axis) {
        return new Interval(
                axis.width(span.min()),
                axis.width(span.max()),
                new Message(
                        "web.proof.forecast." + (traffic ? "traffic" : "restart"),
                        List.of(
                                String.valueOf(span.min().toSeconds()),
                                String.valueOf(span.max().plusMillis(999).toSeconds()))));
    }

    private static double last(Sight sight) {
        return Stream.of(
                        sight.hung(), sight.ended(), sight.restarted(), sight.ready(), sight.back())
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }

    private static Side side(UUID hang, Sight sight, boolean traffic, Axis axis) {
        return new Side(
                "/experiments/" + hang,
                traffic ? traffic(sight, axis) : restart(sight, axis),
                facts(sight, traffic));
    }

    private static List<Bar> restart(Sight sight, Axis axis) {
        Strip strip = new Strip(axis);
        Double noticed = sight.noticed();
        if (noticed == null || sight.ended() == null) {
            strip.until("hang", sight.hung());
        } else {
            strip.until("hang", noticed);
            strip.until("grace", sight.ended());
        }
        strip.until("start", sight.restarted());
        strip.until("ready", sight.ready());
        return strip.bars;
    }

    private static List<Bar> traffic(Sight sight, Axis axis) {
        Strip strip = new Strip(axis);
        strip.until("traffic", sight.unready() == null ? (Double) sight.hung() : sight.unready());
        strip.until("out", sight.back());
        return strip.bars;
    }

    /** One part after another. */
    private static final class Strip {

        private final List<Bar> bars = new ArrayList<>();
        private final Axis axis;
        private double at;

        Strip(Axis axis) {
            this.axis = axis;
        }

        /** Nothing where it did not happen, or took no time. */
        void until(String name, @Nullable Double end) {
            if (end == null || end <= at) {
                return;
            }
            bars.add(
                    new Bar(
                            name,
                            name.equals("traffic") ? "hang" : name,
                            axis.width(millis(at)),
                            axis.width(millis(end - at)),
                            FaultView.seconds(end - at)));
            at = end;
        }

        private static Duration millis(double seconds) {
            return Duration.ofMillis(Math.round(seconds * 1000));
        }
    }

    private static List<Message> facts(Sight sight, boolean traffic) {
        List<Message> facts = new ArrayList<>();
        if (traffic) {
            add(facts, "unready", sight.unready());
            add(facts, "back", sight.back());
            if (sight.unready() == null) {
                add(facts, "routed", sight.hung());
            }
        }
        add(facts, "noticed", sight.noticed());
        add(facts, "ended", sight.ended());
        add(facts, "restarted", sight.restarted());
        add(facts, "ready", sight.ready());
        if (sight.ended() == null) {
            add(facts, "resumed", sight.hung());
        }
        return facts;
    }

    private static void add(List<Message> facts, String which, @Nullable Double seconds) {
        if (seconds != null) {
            facts.add(new Message("web.proof.fact." + which, List.of(FaultView.seconds(seconds))));
        }
    }
}
