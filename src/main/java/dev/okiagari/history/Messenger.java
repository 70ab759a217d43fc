package dev.okiagari.history;

import dev.okiagari.cluster.LogReading;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.RunLogs;
import dev.okiagari.cluster.Sleep;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes for the last words of one run, and leaves them or the reason at the desk. */
final class Messenger {

    private static final Logger log = LoggerFactory.getLogger(Messenger.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final RunLogs logs;
    private final WordsLedger ledger;
    private final Errands errands;
    private final WordsDesk desk;
    private final HistoryProperties.LastWords settings;
    private final Pace pace;
    private final Forbidden forbidden;

    Messenger(
            RunLogs logs,
            WordsLedger ledger,
            Errands errands,
            WordsDesk desk,
            Clock clock,
            Sleep sleep,
            HistoryProperties.LastWords settings) {
        this.logs = logs;
        this.ledger = ledger;
        this.errands = errands;
        this.desk = desk;
        this.settings = settings;
        this.pace = new Pace(clock, sleep, settings.perMinute());
        this.forbidden = new Forbidden(clock);
    }

    void fetch(Errand errand) throws InterruptedException {
        String namespace = errand.pod().namespace();
        if (forbidden.has(errand.clusterId(), namespace)) {
            note(errand, Message.of("history.words.denied", namespace));
        } else if (!logs.mayHave(errand.container(), errand.end())) {
            note(errand, Message.of("history.words.gone"));
        } else if (isWanted(errand)) {
            pace.await();
            take(errand, logs.read(errand.container(), errand.end(), settings.lines(), TIMEOUT));
        }
    }

    private void note(Errand errand, Message reason) throws InterruptedException {
        desk.hand(new Words.Note(errand, reason));
    }

    /** A database that is away does not say: the desk waits for it. */
    private boolean isWanted(Errand errand) {
        try {
            return ledger.isWanted(errand);
        } catch (RuntimeException away) {
            log.debug("not known whether last words are kept already", away);
            return true;
        }
    }

    private void take(Errand errand, LogReading reading) throws InterruptedException {
        switch (reading) {
            case LogReading.Known(String text) ->
                    desk.hand(new Words.Text(errand, StoredText.end(text, settings.size())));
            case LogReading.Denied(String _) -> {
                String namespace = errand.pod().namespace();
                forbidden.add(errand.clusterId(), namespace);
                note(errand, Message.of("history.words.denied", namespace));
            }
            case LogReading.Gone() -> note(errand, Message.of("history.words.gone"));
            case LogReading.Failed(String message) -> failed(errand, message);
        }
    }

    /** Once more, after those that wait already. */
    private void failed(Errand errand, String message) throws InterruptedException {
        if (errand.again() || !errands.offer(errand.onceMore())) {
            note(errand, Message.of("history.words.failed", message));
        }
    }
}
