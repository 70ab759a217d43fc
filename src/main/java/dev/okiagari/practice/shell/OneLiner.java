package dev.okiagari.practice.shell;

import java.util.List;
import java.util.Optional;

/**
 * What an image's own runtime does when it is given a line of code that compares a process's start
 * time, signals it and prints {@code sent}. No code is interpreted: what the line does is known by
 * what it speaks of, and its last three arguments are the signal's number, the process and the
 * start time in ticks.
 */
final class OneLiner {

    private static final int CANNOT_READ = 90;
    private static final int ANOTHER = 91;
    private static final int ARGUMENTS = 3;
    private static final int START_TIME = 19;

    private OneLiner() {}

    static int run(Call call) {
        List<String> words = call.words();
        boolean signals =
                words.size() >= 2 + ARGUMENTS
                        && List.of("-e", "-c").contains(words.getFirst())
                        && words.get(1).contains("/proc/")
                        && words.get(1).contains("kill");
        return signals
                ? signal(call, words.subList(words.size() - ARGUMENTS, words.size()))
                : other(call);
    }

    private static int signal(Call call, List<String> arguments) {
        String pid = arguments.get(1);
        Optional<String> stat = call.read("/proc/" + pid + "/stat");
        if (stat.isEmpty()) {
            return CANNOT_READ;
        }
        String afterName = stat.get().substring(stat.get().lastIndexOf(')') + 1).strip();
        if (!afterName.split(" ")[START_TIME].equals(arguments.get(2))) {
            return ANOTHER;
        }
        int code =
                new Kill(call.with(List.of("-" + arguments.getFirst(), pid)), "kill", false).run();
        return code == 0 ? call.say("sent\n") : code;
    }

    /** An empty line, or a question for the version, shows that the runtime is there. */
    private static int other(Call call) {
        boolean harmless =
                call.words().stream().allMatch(word -> word.matches("-[ecvV]|--version|\\d*"));
        return harmless
                ? 0
                : call.complain("the practice cluster does not interpret this program", 1);
    }
}
