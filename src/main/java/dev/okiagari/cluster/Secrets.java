package dev.okiagari.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Hides what looks like a secret in a command line, before anybody sees or stores it. */
final class Secrets {

    static final String HIDDEN = "•••";

    private static final Pattern NAME =
            Pattern.compile(
                    "(?i)-{0,2}[\\w.-]*(password|passwd|pwd|secret|token|api-?_?key|credential)[\\w.-]*");

    private static final Pattern ASSIGNMENT =
            Pattern.compile("(" + NAME.pattern() + ")([=:])(.+)", Pattern.DOTALL);

    private static final Pattern IN_ADDRESS = Pattern.compile("(\\w+://[^/\\s:@]*:)[^/\\s@]+@");

    private Secrets() {}

    static List<String> mask(List<String> command) {
        List<String> masked = new ArrayList<>();
        boolean hideNext = false;
        for (String argument : command) {
            masked.add(hideNext ? HIDDEN : mask(argument));
            hideNext = argument.startsWith("-") && NAME.matcher(argument).matches();
        }
        return masked;
    }

    private static String mask(String argument) {
        String shown = ASSIGNMENT.matcher(argument).replaceAll("$1$3" + HIDDEN);
        return IN_ADDRESS.matcher(shown).replaceAll("$1" + HIDDEN + "@");
    }
}
