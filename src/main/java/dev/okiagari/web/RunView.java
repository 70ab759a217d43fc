package dev.okiagari.web;

import dev.okiagari.history.Run;
import org.jspecify.annotations.Nullable;

/** A life of a container, as a row. */
record RunView(
        String id,
        int restartCount,
        String containerId,
        @Nullable String shortId,
        @Nullable Moment startedAt,
        @Nullable Moment readyAt,
        @Nullable Moment finishedAt,
        @Nullable Integer exitCode,
        @Nullable String reason,
        @Nullable LastWordsView words) {

    static RunView of(Run run) {
        return new RunView(
                run.id(),
                run.restartCount(),
                run.containerId(),
                ContainerViews.shortId(run.containerId()),
                Moment.of(run.startedAt()),
                Moment.of(run.readyAt()),
                Moment.of(run.finishedAt()),
                run.exitCode(),
                run.reason(),
                LastWordsView.of(run));
    }
}
