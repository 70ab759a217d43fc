package dev.okiagari;

import org.jspecify.annotations.Nullable;

/** Why Okiagari does not start, as one sentence for the person who started it. */
final class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartRefused(String sentence) {
        super(sentence);
    }

    StartRefused(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
