package dev.okiagari.history;

import dev.okiagari.cluster.Message;
import java.util.Map;

/**
 * What an exit code most likely says. A kubelet never tells a signal; above 128 it is usually 128
 * and a signal's number, but a program may choose any code.
 */
final class ExitCode {

    private static final int START_ERROR = 128;

    private static final Map<Integer, String> SIGNALS =
            Map.ofEntries(
                    Map.entry(1, "HUP"),
                    Map.entry(2, "INT"),
                    Map.entry(3, "QUIT"),
                    Map.entry(4, "ILL"),
                    Map.entry(5, "TRAP"),
                    Map.entry(6, "ABRT"),
                    Map.entry(7, "BUS"),
                    Map.entry(8, "FPE"),
                    Map.entry(9, "KILL"),
                    Map.entry(10, "USR1"),
                    Map.entry(11, "SEGV"),
                    Map.entry(12, "USR2"),
                    Map.entry(13, "PIPE"),
                    Map.entry(14, "ALRM"),
                    Map.entry(15, "TERM"),
                    Map.entry(24, "XCPU"),
                    Map.entry(25, "XFSZ"),
                    Map.entry(31, "SYS"));

    private ExitCode() {}

    /** Of an exit code other than 0. */
    static Message told(int exit, String reason) {
        String word = reason.isEmpty() ? "-" : reason;
        if (reason.equals("StartError") || exit == START_ERROR) {
            return Message.of("history.evidence.crash-start", exit, word);
        }
        String signal = SIGNALS.get(exit - START_ERROR);
        if (signal != null) {
            return Message.of(
                    "history.evidence.crash-signal", exit, word, exit - START_ERROR, signal);
        }
        return switch (exit) {
            case 2 -> Message.of("history.evidence.crash-two", exit, word);
            case 126, 127 -> Message.of("history.evidence.crash-command", exit, word);
            default -> Message.of("history.evidence.crash", exit, word);
        };
    }
}
