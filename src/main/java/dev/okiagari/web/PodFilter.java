package dev.okiagari.web;

import dev.okiagari.cluster.PodSnapshot;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which pods are asked for.
 *
 * @param namespace null for all
 * @param text part of a name, workload, image or node, in any case; null for all
 * @param onlyTrouble whether those without {@link Trouble} are left out
 */
record PodFilter(@Nullable String namespace, @Nullable String text, boolean onlyTrouble) {

    boolean accepts(PodSnapshot pod) {
        return (namespace == null || namespace.equals(pod.ref().namespace()))
                && (!onlyTrouble || Trouble.of(pod).isPresent())
                && (text == null || mentions(pod, text.toLowerCase(Locale.ROOT)));
    }

    private static boolean mentions(PodSnapshot pod, String part) {
        var node = pod.node() == null ? Stream.<String>empty() : Stream.of(pod.node());
        var names = Stream.of(pod.ref().name(), pod.workload().name());
        var inside = pod.containers().stream().flatMap(c -> Stream.of(c.name(), c.image()));
        return Stream.of(names, node, inside)
                .flatMap(words -> words)
                .anyMatch(word -> word.toLowerCase(Locale.ROOT).contains(part));
    }
}
