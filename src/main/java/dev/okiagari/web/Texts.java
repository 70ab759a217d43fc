package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts the domain's texts into a person's language. What comes out is plain text, not HTML. */
@Component
class Texts {

    private static final Logger LOG = LoggerFactory.getLogger(Texts.class);

    private final MessageSource messages;
    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    Texts(MessageSource messages) {
        this.messages = messages;
    }

    String render(Message message, Locale locale) {
        var known = known(message, locale);
        return known != null ? known : fallback(message);
    }

    /** Of a number: one has a text of its own. */
    String plural(String key, int count, Locale locale) {
        return render(
                count == 1
                        ? new Message(key + ".one", List.of())
                        : new Message(key, List.of(String.valueOf(count))),
                locale);
    }

    MessageView view(Message message, Locale locale) {
        return new MessageView(message.key(), message.arguments(), render(message, locale));
    }

    /** Whether there is a text for a key. */
    boolean has(String key) {
        return messages.getMessage(key, new Object[] {""}, null, Locale.ENGLISH) != null;
    }

    private @Nullable String known(Message message, Locale locale) {
        try {
            return messages.getMessage(message.key(), arguments(message), null, locale);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** Never empty: a text without arguments would else not be read as a pattern. */
    private static Object[] arguments(Message message) {
        return message.arguments().isEmpty()
                ? new Object[] {""}
                : message.arguments().toArray(Object[]::new);
    }

    private String fallback(Message message) {
        if (missing.add(message.key())) {
            LOG.warn("No usable text for the key {}", message.key());
        }
        return message.arguments().isEmpty()
                ? message.key()
                : message.key() + " " + String.join(", ", message.arguments());
    }
}
