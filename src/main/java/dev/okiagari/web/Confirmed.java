package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.safety.Guard;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The guards that a script names to let them give way. */
final class Confirmed {

    private Confirmed() {}

    /**
     * @throws ApiProblem where one of them is no guard
     */
    static Set<Guard> guards(@Nullable List<@Nullable String> words) {
        Set<Guard> guards = new HashSet<>();
        for (@Nullable String word : words == null ? List.<@Nullable String>of() : words) {
            guards.add(
                    Arrays.stream(Guard.values())
                            .filter(guard -> guard.word().equals(word))
                            .findFirst()
                            .orElseThrow(() ->
                                    ApiProblem.badField(
                                            "confirm",
                                            Message.of(
                                                    "api.input.unknown-guard",
                                                    String.valueOf(word)))));
        }
        return guards;
    }
}
