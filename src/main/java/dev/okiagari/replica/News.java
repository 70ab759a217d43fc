package dev.okiagari.replica;

import java.util.List;

/**
 * Something that another replica has stored and told of. Published on the thread that reads: what a
 * listener publishes there in turn is a repetition, by {@link Bulletin#isRepeating}.
 *
 * @param topic what kind of thing it is
 * @param subjects which of them; each once
 */
public record News(String topic, List<String> subjects) {

    public News {
        subjects = List.copyOf(subjects);
    }
}
