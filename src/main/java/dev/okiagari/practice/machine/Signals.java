package dev.okiagari.practice.machine;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** The signals of Linux: their names, and masks as {@code /proc/PID/status} writes them. */
public final class Signals {

    public static final int HUP = 1;
    public static final int INT = 2;
    public static final int QUIT = 3;
    public static final int KILL = 9;
    public static final int TERM = 15;
    public static final int CHLD = 17;
    public static final int CONT = 18;
    public static final int STOP = 19;
    public static final int TSTP = 20;
    public static final int TTIN = 21;
    public static final int TTOU = 22;
    private static final int URG = 23;
    private static final int WINCH = 28;

    private static final List<String> NAMES =
            List.of(
                    "EXIT", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL",
                    "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT",
                    "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
                    "WINCH", "IO", "PWR", "SYS");

    private Signals() {}

    /** The number of a signal by its name, with or without {@code SIG}, or by its number. */
    public static OptionalInt number(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        int known = NAMES.indexOf(name.startsWith("SIG") ? name.substring(3) : name);
        if (known >= 0) {
            return OptionalInt.of(known);
        }
        boolean digits =
                !text.isEmpty() && text.length() < 3 && text.chars().allMatch(Character::isDigit);
        int number = digits ? Integer.parseInt(text) : -1;
        return number >= 0 && number <= 64 ? OptionalInt.of(number) : OptionalInt.empty();
    }

    public static List<String> names() {
        return NAMES.subList(1, NAMES.size());
    }

    public static long mask(int... signals) {
        long mask = 0;
        for (int signal : signals) {
            mask |= 1L << (signal - 1);
        }
        return mask;
    }

    public static boolean has(long mask, int signal) {
        return (mask & mask(signal)) != 0;
    }

    /** Whether a process that does nothing about it lives on. */
    static boolean harmless(int signal) {
        return signal == CHLD || signal == URG || signal == WINCH || signal == CONT;
    }

    static boolean stops(int signal) {
        return signal == TSTP || signal == TTIN || signal == TTOU;
    }
}
