package dev.okiagari.web;

import dev.okiagari.cluster.Newest;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The pages that were drawn last, until their streams ask what has changed since. A stream that
 * finds its page no longer here sends everything once.
 */
@Component
class Drawn {

    private static final int KEPT = 32;

    private final Map<String, PodsView> pages = Newest.of(KEPT);

    /** Keeps a page, and gives the word by which its stream finds it. */
    synchronized String keep(PodsView page) {
        String word = UUID.randomUUID().toString();
        pages.put(word, page);
        return word;
    }

    synchronized @Nullable PodsView take(@Nullable String word) {
        return word == null ? null : pages.remove(word);
    }
}
