package dev.okiagari.liveness;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether the command of a probe only looks whether a file is there. */
final class FileCheck {

    private static final String EXEC = "exec ";
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "ksh", "zsh");
    private static final Set<String> LOOKS = Set.of("cat", "ls", "stat", "head", "tail");
    private static final Set<String> TESTS = Set.of("test", "[", "[[");

    /** What a test asks of one file; of two it may ask which is newer. */
    private static final Pattern OF_ONE_FILE = Pattern.compile("-[efsrdwxL]");

    /** With these a shell does more than one thing, and who knows what. */
    private static final Pattern MORE = Pattern.compile("[|&;<>$`\n]");

    private FileCheck() {}

    /**
     * @param handler of a probe, as {@link dev.okiagari.cluster.Probe} has it
     */
    static boolean is(String handler) {
        return handler.startsWith(EXEC)
                && !MORE.matcher(handler).find()
                && isLook(withoutShell(words(handler.substring(EXEC.length()))));
    }

    private static List<String> words(String command) {
        return Arrays.stream(command.strip().split("\\s+", -1))
                .map(word -> word.replaceAll("^[\"']|[\"']$", ""))
                .toList();
    }

    /** {@code sh -c}, {@code bash -ec}, … */
    private static List<String> withoutShell(List<String> words) {
        boolean wrapped =
                words.size() > 2
                        && SHELLS.contains(program(words))
                        && words.get(1).matches("-[a-z]*c");
        return wrapped ? words.subList(2, words.size()) : words;
    }

    private static boolean isLook(List<String> words) {
        List<String> arguments = words.subList(1, words.size());
        if (TESTS.contains(program(words))) {
            return arguments.size() > 1 && OF_ONE_FILE.matcher(arguments.getFirst()).matches();
        }
        return LOOKS.contains(program(words))
                && arguments.stream().anyMatch(argument -> !argument.startsWith("-"));
    }

    private static String program(List<String> words) {
        String path = words.getFirst();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
