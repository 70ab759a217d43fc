package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container as it is now.
 *
 * @param shortId the first 12 characters of its id, without scheme; null before the first run
 * @param startedAt null where it does not run
 * @param last how the run before ended; null where there was none
 */
record ContainerView(
        String namespace,
        String pod,
        String podUid,
        String name,
        String type,
        String workload,
        String workloadHref,
        String recoveryHref,
        @Nullable String node,
        String image,
        @Nullable String containerId,
        @Nullable String shortId,
        StateView state,
        @Nullable String message,
        @Nullable Moment startedAt,
        RestartsView restarts,
        @Nullable Ending last,
        List<ProbeLine> probes) {

    /** Of its page. */
    public String href() {
        return Href.container(namespace, pod, name);
    }

    /** How a run ended. */
    record Ending(Mark mark, Message text, @Nullable Moment at, @Nullable String message) {}

    /**
     * A probe spelled out.
     *
     * @param type {@code liveness}, {@code readiness} or {@code startup}
     * @param handler null where there is no such probe
     * @param text its numbers, or what it means that it is missing
     */
    record ProbeLine(String type, @Nullable String handler, Message text) {}
}
