package dev.okiagari.experiment;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the delivering command saw of the signal masks just before it sent. */
final class Masks {

    private static final Pattern LINE =
            Pattern.compile("(?m)^mask (\\d{1,9}) (SigBlk|SigIgn|SigCgt): ([0-9a-f]{1,16})$");

    private final Map<String, Long> masks;

    private Masks(Map<String, Long> masks) {
        this.masks = masks;
    }

    static Masks of(Evidence evidence) {
        @Nullable String output = evidence.execOutput();
        Map<String, Long> masks = new HashMap<>();
        for (MatchResult line : LINE.matcher(output == null ? "" : output).results().toList()) {
            masks.putIfAbsent(
                    line.group(2) + line.group(1), Long.parseUnsignedLong(line.group(3), 16));
        }
        return new Masks(masks);
    }

    /** Whether any of the processes had a handler; empty where the command did not tell. */
    Optional<Boolean> caught(Fault.SendSignal fault) {
        int bit = Signal.of(fault.signal()).number() - 1;
        if (masks.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                masks.entrySet().stream()
                        .filter(mask -> mask.getKey().startsWith("SigCgt"))
                        .anyMatch(mask -> (mask.getValue() >>> bit & 1) == 1));
    }
}
