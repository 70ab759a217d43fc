package dev.okiagari.cluster;

import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Says with a line of the log what it is about, as fields of their own: a reader of structured logs
 * searches by them. Their names are promised in README.
 */
public final class About {

    private About() {}

    public static LoggingEventBuilder pod(LoggingEventBuilder line, PodRef pod) {
        return pod(line, pod.namespace(), pod.name());
    }

    /** The same, of one whose parts may not be known. */
    public static LoggingEventBuilder pod(
            LoggingEventBuilder line, @Nullable String namespace, @Nullable String pod) {
        return field(field(line, "namespace", namespace), "pod", pod);
    }

    /** The same, of a container where it is about one. */
    public static LoggingEventBuilder container(
            LoggingEventBuilder line,
            @Nullable String namespace,
            @Nullable String pod,
            @Nullable String container) {
        return field(pod(line, namespace, pod), "container.name", container);
    }

    public static LoggingEventBuilder container(LoggingEventBuilder line, ContainerRef container) {
        PodRef pod = container.pod();
        return container(line, pod.namespace(), pod.name(), container.name());
    }

    /** What owns the pod; a line has its namespace from the pod, where it is about one. */
    public static LoggingEventBuilder workload(LoggingEventBuilder line, WorkloadRef workload) {
        return field(line, "workload", workload.kind() + "/" + workload.name());
    }

    private static LoggingEventBuilder field(
            LoggingEventBuilder line, String name, @Nullable String value) {
        return value == null ? line : line.addKeyValue(name, value);
    }
}
