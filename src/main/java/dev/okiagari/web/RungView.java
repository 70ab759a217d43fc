package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Delivery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to bring faults to a container, as a line.
 *
 * @param method the API's word
 * @param reason why it is not open; null when it is
 * @param program of the image that carries it; null where there is no choice
 * @param taken whether it would be taken
 * @param takenBy the only faults that would take it; none where all would
 */
record RungView(
        String method,
        boolean open,
        @Nullable Message reason,
        @Nullable String program,
        boolean taken,
        List<Message> takenBy) {

    private static final Message LEAVES_NOBODY = Message.of("web.ways.leaves-nobody");

    RungView {
        takenBy = List.copyOf(takenBy);
    }

    public Mark mark() {
        return open ? Mark.GOOD : Mark.NO_EFFECT;
    }

    static RungView taken(Delivery way) {
        return new RungView(
                way.method().word(), way.possible(), way.reason(), way.program(), true, List.of());
    }

    /** Of a way among others; one that cannot stop processes is none for a stop. */
    static RungView of(Delivery way, boolean stops, boolean taken, List<Message> takenBy) {
        boolean unfit = way.possible() && stops && !way.method().canStop();
        return new RungView(
                way.method().word(),
                way.possible() && !unfit,
                unfit ? LEAVES_NOBODY : way.reason(),
                way.program(),
                taken,
                takenBy);
    }
}
