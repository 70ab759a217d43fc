package dev.okiagari.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A signal by its Linux name and number.
 *
 * @param name without {@code SIG}
 */
public record Signal(String name, int number) {

    /** In the order of their numbers, from 1. Those that x86 and ARM share. */
    private static final List<String> NAMES =
            List.of(
                    "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1",
                    "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP",
                    "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO",
                    "PWR", "SYS");

    private static final Set<String> STOPPING = Set.of("STOP", "TSTP", "TTIN", "TTOU");
    private static final Set<String> ENDING = Set.of("TERM", "INT");
    private static final Set<String> UNCATCHABLE = Set.of("KILL", "STOP");
    private static final Set<String> CRASHES = Set.of("SEGV", "BUS", "ILL", "FPE", "USR2");
    private static final Set<String> IGNORED = Set.of("CHLD", "URG", "WINCH", "CONT");

    /** The number of SIGTERM. */
    static final int TERM = 15;

    /** Those that people send, the usual first. */
    public static final List<String> OFFERED =
            List.of("TERM", "KILL", "INT", "HUP", "QUIT", "USR1", "USR2", "STOP", "TSTP");

    /** Those that may be sent to any process, the usual first. */
    public static List<String> toAnyProcess() {
        return Stream.concat(OFFERED.stream(), NAMES.stream())
                .filter(name -> !STOPPING.contains(name))
                .distinct()
                .toList();
    }

    /** From {@code TERM}, {@code SIGTERM} or {@code 15}, in any case. */
    public static Optional<Signal> parse(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT).replaceFirst("^SIG", "");
        int index = name.matches("\\d{1,2}") ? Integer.parseInt(name) - 1 : NAMES.indexOf(name);
        return index >= 0 && index < NAMES.size()
                ? Optional.of(new Signal(NAMES.get(index), index + 1))
                : Optional.empty();
    }

    static Signal of(String name) {
        return parse(name).orElseThrow(() -> new IllegalArgumentException("no signal " + name));
    }

    /** Whether it suspends: to another process than PID 1 that exists only with a resume. */
    boolean isStopping() {
        return STOPPING.contains(name);
    }

    /** Whether a program that catches it usually ends. */
    boolean isEnding() {
        return ENDING.contains(name);
    }

    /** Whether a program without a handler goes on as if nothing were. */
    boolean isIgnoredByDefault() {
        return IGNORED.contains(name);
    }

    /** Whether Java's virtual machine takes it for a fault of its own. */
    boolean isCrash() {
        return CRASHES.contains(name);
    }

    boolean isUncatchable() {
        return UNCATCHABLE.contains(name);
    }
}
