package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.probes.Counting;
import org.jspecify.annotations.Nullable;

/**
 * What the numbers of probe failures are worth.
 *
 * @param reason why they are not exact; null where no more is to be said
 */
record CountingNote(Message text, @Nullable Message reason) {

    static CountingNote of(Counting counting) {
        return switch (counting) {
            case Counting.Off _ -> new CountingNote(Message.of("web.counting.off"), null);
            case Counting.Awaited _ -> new CountingNote(Message.of("web.counting.awaited"), null);
            case Counting.Exact _ -> new CountingNote(Message.of("web.counting.exact"), null);
            case Counting.Unreadable(_, Message reason) ->
                    new CountingNote(Message.of("web.counting.unreadable"), reason);
        };
    }
}
