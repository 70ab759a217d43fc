package dev.okiagari.liveness;

import dev.okiagari.cluster.Message;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Where some of the time between two restarts goes.
 *
 * @param text the same in words
 */
public record CadencePart(Name name, Duration time, Message text) {

    /** In the order in which they come. */
    public enum Name {
        /** It started, and answered well. */
        ANSWERING,
        /** The probe's initial delay. */
        DELAY,
        /** Until the probe's next tick. */
        WAIT,
        /** From the first probe that fails to the last. */
        TIME_OUTS,
        /** From the kill to the end. */
        GRACE,
        /** Held back. */
        BACK_OFF,
        /** Until the next run begins. */
        START;

        /** The word as the API spells it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static CadencePart of(Name name, Duration time, Object... further) {
        return of(name, name.text(), time, further);
    }

    static CadencePart of(Name name, String key, Duration time, Object... further) {
        List<Object> arguments = new java.util.ArrayList<>();
        arguments.add(Seconds.nearest(time));
        arguments.addAll(List.of(further));
        return new CadencePart(name, time, Message.of("liveness.part." + key, arguments.toArray()));
    }
}
