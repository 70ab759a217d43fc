package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.history.Run;
import org.jspecify.annotations.Nullable;

/**
 * What a run left behind, as a page shows it.
 *
 * @param message its termination message; null where it left none
 * @param log the end of its output; null where there is none
 * @param note why there is no log; null where there is one
 */
record LastWordsView(@Nullable String message, @Nullable String log, @Nullable Message note) {

    /** Null where nothing is known: it runs, or nobody has looked. */
    static @Nullable LastWordsView of(Run run) {
        String message = shown(run.message());
        String log = shown(run.log());
        Message note = run.logNote();
        if (log == null && run.log() != null) {
            note = Message.of("web.words.none");
        }
        return message == null && log == null && note == null
                ? null
                : new LastWordsView(message, log, note);
    }

    private static @Nullable String shown(@Nullable String text) {
        return text == null || text.isBlank() ? null : Printable.lines(text);
    }
}
