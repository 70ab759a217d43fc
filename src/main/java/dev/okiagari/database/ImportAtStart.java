package dev.okiagari.database;

import dev.okiagari.cluster.Message;
import java.nio.file.Path;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Reads the file that a setting names, before the recorder could take what it has for a gap. */
@Component
class ImportAtStart implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ImportAtStart.class);

    private final HistoryImport history;
    private final DatabaseProperties properties;
    private final MessageSource texts;
    private volatile boolean running;

    ImportAtStart(HistoryImport history, DatabaseProperties properties, MessageSource texts) {
        this.history = history;
        this.properties = properties;
        this.texts = texts;
    }

    @Override
    public void start() {
        running = true;
        Path file = properties.importFile();
        if (file == null) {
            return;
        }
        switch (history.read(file)) {
            case ImportResult.Imported done ->
                    log.info("imported {}: {} rows, new {}", file, done.rows(), done.added());
            case ImportResult.Refused(long line, Message reason) ->
                    throw new ImportRefused(file, line, text(reason));
            case ImportResult.Busy _, ImportResult.TooLarge _ ->
                    throw new IllegalStateException("nobody has sent anything yet");
        }
    }

    private String text(Message reason) {
        return texts.getMessage(reason.key(), reason.arguments().toArray(), Locale.ENGLISH);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the recorder. */
    @Override
    public int getPhase() {
        return -2000;
    }
}
