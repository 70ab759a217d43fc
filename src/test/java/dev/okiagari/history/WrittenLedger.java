package dev.okiagari.history;

import dev.okiagari.cluster.Recordings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is kept, in the words of the ledgers that were written by hand beside the recordings. */
final class WrittenLedger {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private WrittenLedger() {}

    /** The lines that were written by hand, without what they are explained by. */
    static List<String> of(String folder) {
        String name = "/recordings/" + folder + "/ledger.txt";
        try (InputStream in =
                Objects.requireNonNull(WrittenLedger.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(name, unreadable);
        }
    }

    /** The same of what the program keeps. */
    static List<String> of(History history) {
        HistoryQuery all = HistoryQuery.all();
        List<String> lines = new ArrayList<>();
        history.runs(all).items().reversed().forEach(run -> lines.add(line(run)));
        history.restarts(all).items().reversed().forEach(restart -> lines.add(line(restart)));
        history.replacements(all).items().reversed().forEach(step -> lines.add(line(step)));
        history.probeFailures(all).items().reversed().forEach(failed -> lines.add(line(failed)));
        history.gaps(all).items().reversed().forEach(gap -> lines.add(line(gap)));
        return lines;
    }

    private static String line(Run run) {
        String end =
                run.finishedAt() == null
                        ? "still runs"
                        : "to %s exit %s %s"
                                .formatted(time(run.finishedAt()), run.exitCode(), run.reason());
        return "run %d of %s %s %s %s ready %s"
                .formatted(
                        run.restartCount(),
                        run.container().pod().name(),
                        id(run.containerId()),
                        time(run.startedAt()),
                        end,
                        version(run.readyAt()));
    }

    private static String line(Restart restart) {
        return "restart %d of %s %s exit %s %s %s %s to %s then %s %s ready %s"
                .formatted(
                        restart.restartCount(),
                        restart.container().pod().name(),
                        restart.cause().text(),
                        restart.exitCode(),
                        restart.reason(),
                        id(restart.ended().containerId()),
                        time(restart.ended().startedAt()),
                        time(restart.ended().finishedAt()),
                        id(restart.began().containerId()),
                        time(restart.began().startedAt()),
                        version(restart.began().readyAt()));
    }

    private static String line(Replacement replacement) {
        Replacement.Began began = replacement.began();
        if (began == null) {
            return "replacement %s %s %s then none"
                    .formatted(
                            replacement.cause().text(),
                            replacement.ended().pod().name(),
                            time(replacement.ended().at()));
        }
        return "replacement %s %s %s then %s %s ready %s"
                .formatted(
                        replacement.cause().text(),
                        replacement.ended().pod().name(),
                        time(replacement.ended().at()),
                        began.pod().name(),
                        time(began.createdAt()),
                        version(began.readyAt()));
    }

    private static String line(ProbeFailure failure) {
        return "%s failed %s %d of %s %s to %s"
                .formatted(
                        failure.probe().name().toLowerCase(Locale.ROOT),
                        failure.exact() ? "exactly" : "at least",
                        failure.count(),
                        failure.pod().name(),
                        time(failure.from()),
                        time(failure.to()));
    }

    private static String line(Gap gap) {
        return "gap %s %s %s to %s missed %s"
                .formatted(
                        gap.reason().text(),
                        gap.scope().text(),
                        time(gap.from()),
                        time(gap.to()),
                        gap.missed());
    }

    private static String id(@Nullable String containerId) {
        return containerId == null
                ? "unknown"
                : containerId.substring(Math.max(0, containerId.length() - 8));
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "unknown" : TIME.format(at);
    }

    private static String version(@Nullable Instant seen) {
        return seen == null ? "unseen" : String.valueOf(Recordings.version(seen));
    }
}
