package dev.okiagari.history;

import dev.okiagari.cluster.Message;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Other people's text as a database takes it: without NUL, cut to its column. */
final class StoredText {

    static final int LONG = 1000;

    /** As long as a kubelet lets a termination message be. */
    static final int MESSAGE = 4096;

    private static final String SEPARATOR = "\u001f";

    private static final int ARGUMENT = 200;

    private StoredText() {}

    static @Nullable String fitOrNull(@Nullable String text, int length) {
        return text == null ? null : fit(text, length);
    }

    /** NUL is written as {@code \0}; no pair of surrogates is cut apart. */
    static String fit(String text, int length) {
        String clean = text.replace("\0", "\\0");
        if (clean.length() <= length) {
            return clean;
        }
        boolean splits = Character.isHighSurrogate(clean.charAt(length - 1));
        return clean.substring(0, splits ? length - 1 : length);
    }

    /** The end of it, from the beginning of a line where that is not far. */
    static String end(String text, int length) {
        String clean = text.replace("\0", "\\0").stripTrailing();
        if (clean.length() <= length) {
            return clean;
        }
        String end = clean.substring(clean.length() - length);
        int line = end.indexOf('\n');
        if (line >= 0 && line < length / 2) {
            return end.substring(line + 1);
        }
        return Character.isLowSurrogate(end.charAt(0)) ? end.substring(1) : end;
    }

    static String of(Message message) {
        return fit(
                Stream.concat(
                                Stream.of(message.key()),
                                message.arguments().stream().map(StoredText::argument))
                        .collect(Collectors.joining(SEPARATOR)),
                LONG);
    }

    static Message message(String stored) {
        List<String> parts = Arrays.asList(stored.split(SEPARATOR, -1));
        return new Message(parts.getFirst(), parts.subList(1, parts.size()));
    }

    private static String argument(String text) {
        return fit(text.replace(SEPARATOR, " "), ARGUMENT);
    }
}
