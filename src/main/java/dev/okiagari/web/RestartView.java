package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.history.Restart;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A restart, as a row.
 *
 * @param at when it was over by the cluster's clock; where that was not told, when we saw it
 * @param seen whether {@code at} is only when we saw it
 */
record RestartView(
        String id,
        Moment at,
        boolean seen,
        Mark mark,
        String cause,
        Message evidence,
        String namespace,
        String workload,
        String pod,
        String container,
        String href,
        int restartCount,
        @Nullable Integer exitCode,
        @Nullable String reason,
        @Nullable Moment readyAt,
        @Nullable String experimentHref) {

    /** Of its page. */
    public String page() {
        return "/restarts/" + id;
    }

    static RestartView of(Restart restart) {
        Instant began = restart.began().startedAt();
        var pod = restart.container().pod();
        return new RestartView(
                restart.id(),
                Moment.at(began == null ? restart.seenAt() : began),
                began == null,
                Mark.of(restart.cause()),
                restart.cause().text(),
                restart.evidence(),
                pod.namespace(),
                restart.workload().kind() + " " + restart.workload().name(),
                pod.name(),
                restart.container().name(),
                Href.container(pod.namespace(), pod.name(), restart.container().name()),
                restart.restartCount(),
                restart.exitCode(),
                restart.reason(),
                Moment.of(restart.began().readyAt()),
                restart.experimentId() == null ? null : "/experiments/" + restart.experimentId());
    }
}
