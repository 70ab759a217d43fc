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
