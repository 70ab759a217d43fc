package dev.okiagari.cluster;

import java.util.Arrays;
import java.util.List;

/**
 * A text that the domain speaks: a key of the message bundles and what is filled in. It is stored
 * as such and put into a person's language only where it is shown.
 *
 * @param key never reused for another meaning
 * @param arguments plain text, as other people wrote it; escaped where it is shown
 */
public record Message(String key, List<String> arguments) {

    public Message {
        arguments = List.copyOf(arguments);
    }

    public static Message of(String key, Object... arguments) {
        return new Message(key, Arrays.stream(arguments).map(String::valueOf).toList());
    }
}
