package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import org.jspecify.annotations.Nullable;

/** Input that may not be missing. */
final class Needed {

    private Needed() {}

    /**
     * @throws ApiProblem naming the field, where it is missing or blank
     */
    static <T> T in(String field, @Nullable T value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw ApiProblem.badField(field, Message.of("api.input.needed"));
        }
        return value;
    }
}
