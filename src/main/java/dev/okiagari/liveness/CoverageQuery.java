package dev.okiagari.liveness;

import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadName;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which containers are asked for; null is any.
 *
 * @param text a part of a name or an image, in any case
 * @param rule that holds for one of its pods
 */
public record CoverageQuery(
        @Nullable String namespace,
        @Nullable WorkloadName workload,
        @Nullable String text,
        @Nullable Rule rule) {

    public static final CoverageQuery ALL = new CoverageQuery(null, null, null, null);

    boolean includes(PodSnapshot pod) {
        return !pod.isOver()
                && !pod.isDeleting()
                && (namespace == null || namespace.equals(pod.ref().namespace()))
                && (workload == null || workload.isOf(pod.workload()));
    }

    boolean includes(Covered container) {
        return (rule == null || container.shows(rule))
                && (text == null || mentions(container, text.toLowerCase(Locale.ROOT)));
    }

    private static boolean mentions(Covered container, String part) {
        return Stream.of(
                        container.workload().namespace(),
                        container.workload().name(),
                        container.container(),
                        container.current().image())
                .anyMatch(word -> word.toLowerCase(Locale.ROOT).contains(part));
    }
}
