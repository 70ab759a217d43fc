package dev.okiagari.web;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the pods page is asked for.
 *
 * @param q a part of a name, image or node, in any case
 * @param workload {@code Kind/name}: only this one, with all its pods
 * @param page from 1
 */
record PodsQuery(String q, String namespace, boolean trouble, @Nullable String workload, int page) {

    static PodsQuery of(
            @Nullable String q,
            @Nullable String namespace,
            @Nullable Boolean trouble,
            @Nullable String workload,
            @Nullable Integer page) {
        return new PodsQuery(
                q == null ? "" : q.strip(),
                namespace == null ? "" : namespace.strip(),
                Boolean.TRUE.equals(trouble),
                workload == null || workload.isBlank() ? null : workload,
                page == null ? 1 : Math.max(1, page));
    }

    /** Whether pods of it may match. */
    boolean matches(WorkloadRef owner) {
        return (namespace.isEmpty() || namespace.equals(owner.namespace()))
                && (workload == null || workload.equals(owner.kind() + "/" + owner.name()));
    }

    boolean matches(PodSnapshot pod) {
        return matches(pod.workload())
                && (!trouble || Trouble.of(pod).isPresent())
                && (q.isEmpty() || mentions(pod, q.toLowerCase(Locale.ROOT)));
    }

    /** Whether anything but the page narrows the list. */
    public boolean isNarrow() {
        return !q.isEmpty() || !namespace.isEmpty() || trouble || workload != null;
    }

    String href(String path, int page) {
        return href(path).with("page", page > 1 ? page : null).toString();
    }

    Href href(String path) {
        return Href.to(path)
                .with("q", q)
                .with("namespace", namespace)
                .with("trouble", trouble ? "true" : null)
                .with("workload", workload);
    }

    private static boolean mentions(PodSnapshot pod, String part) {
        return Stream.concat(
                        Stream.of(
                                pod.ref().name(),
                                pod.ref().namespace(),
                                pod.workload().name(),
                                pod.node() == null ? "" : pod.node()),
                        pod.containers().stream().map(ContainerSnapshot::image))
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(part));
    }
}
