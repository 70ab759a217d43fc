package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Repeat;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The same again, as a script or a form asks for it. */
record RepeatBody(@Nullable Integer times, @Nullable String spacing) {

    private static final int LEAST = 2;

    /**
     * What is meant.
     *
     * @throws ApiProblem naming the field that cannot be meant
     */
    Repeat repeat() {
        if (times == null) {
            throw ApiProblem.badField("repeat.times", Message.of("api.input.needed"));
        }
        if (times < LEAST || times > Repeat.MOST) {
            throw ApiProblem.badField(
                    "repeat.times", Message.of("api.input.range", LEAST, Repeat.MOST));
        }
        return new Repeat(times, toSpacing());
    }

    private Repeat.Spacing toSpacing() {
        if (spacing == null) {
            return Repeat.Spacing.READY;
        }
        return Arrays.stream(Repeat.Spacing.values())
                .filter(known -> known.word().equals(spacing))
                .findFirst()
                .orElseThrow(() ->
                        ApiProblem.badField(
                                "repeat.spacing",
                                Message.of(
                                        "api.input.one-of",
                                        Arrays.stream(Repeat.Spacing.values())
                                                .map(Repeat.Spacing::word)
                                                .collect(Collectors.joining(", ")),
                                        spacing)));
    }
}
