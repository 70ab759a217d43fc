package dev.okiagari.experiment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a delivering command told, as far as it is understood.
 *
 * @param masks of the processes just before the signal was sent
 * @param states of the processes just after they were stopped
 * @param timer the process that was left behind to resume them; null where there is none
 * @param helper the pod on the node that it came from; null where it came from elsewhere
 */
public record Told(
        List<Mask> masks, List<State> states, @Nullable Integer timer, @Nullable String helper) {

    private static final Pattern MASK =
            Pattern.compile("(?m)^mask (\\d{1,9}) (SigBlk|SigIgn|SigCgt): ([0-9a-f]{1,16})$");
    private static final Pattern STATE = Pattern.compile("(?m)^state (\\d{1,9}) ([A-Za-z])$");
    private static final Pattern TIMER = Pattern.compile("(?m)^switch (\\d{1,9}) \\d{1,18}$");
    private static final Pattern HELPER = Pattern.compile("(?m)^helper ([a-z0-9-]{1,63})$");

    public Told {
        masks = List.copyOf(masks);
        states = List.copyOf(states);
    }

    /**
     * The signals, by number, that a process caught, ignored and blocked.
     *
     * @param pid where the command ran: the node's number, where a helper sent it
     */
    public record Mask(int pid, Set<Integer> catches, Set<Integer> ignores, Set<Integer> blocks) {}

    /** The letter of {@code /proc} that a process had. */
    public record State(int pid, String letter) {}

    public static Told in(@Nullable String output) {
        String text = output == null ? "" : output;
        return new Told(
                masks(text),
                lines(STATE, text).stream()
                        .map(line -> new State(number(line), line.group(2)))
                        .toList(),
                lines(TIMER, text).stream().findFirst().map(Told::number).orElse(null),
                lines(HELPER, text).stream().findFirst().map(line -> line.group(1)).orElse(null));
    }

    private static List<Mask> masks(String text) {
        Map<Integer, Map<String, Set<Integer>>> byProcess = new TreeMap<>();
        for (MatchResult line : lines(MASK, text)) {
            byProcess
                    .computeIfAbsent(number(line), pid -> new HashMap<>())
                    .putIfAbsent(line.group(2), signals(line.group(3)));
        }
        return byProcess.entrySet().stream()
                .map(process -> mask(process.getKey(), process.getValue()))
                .toList();
    }

    private static Mask mask(int pid, Map<String, Set<Integer>> kinds) {
        return new Mask(
                pid,
                kinds.getOrDefault("SigCgt", Set.of()),
                kinds.getOrDefault("SigIgn", Set.of()),
                kinds.getOrDefault("SigBlk", Set.of()));
    }

    private static Set<Integer> signals(String mask) {
        long bits = Long.parseUnsignedLong(mask, 16);
        return IntStream.rangeClosed(1, Long.SIZE)
                .filter(number -> (bits >>> (number - 1) & 1) == 1)
                .boxed()
                .collect(Collectors.toSet());
    }

    private static int number(MatchResult line) {
        return Integer.parseInt(line.group(1));
    }

    private static List<MatchResult> lines(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }
}
