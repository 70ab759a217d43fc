package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.liveness.ChangeState;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.liveness.ProbeSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a probe as its page shows it.
 *
 * @param title what is done, to which container
 * @param before the earlier probe in a line; null where there was none
 * @param after the probe in a line; null where it goes
 * @param diff line by line
 * @param forecast what the probe makes of a hang; null where it goes
 */
record ChangeView(
        String id,
        String href,
        String state,
        Mark mark,
        Message title,
        String container,
        String workload,
        String namespace,
        String type,
        String formHref,
        String workloadHref,
        String timelineHref,
        Moment requestedAt,
        String by,
        @Nullable String before,
        @Nullable String after,
        List<DiffLine> diff,
        String manifest,
        List<Message> cautions,
        @Nullable Message forecast,
        @Nullable Moment appliedAt,
        @Nullable Moment undoneAt,
        @Nullable String undoneBy,
        @Nullable Message reason,
        @Nullable String revision,
        boolean rehearsed,
        boolean canBeUndone) {

    /**
     * A line of a difference.
     *
     * @param kind {@code same}, {@code gone}, {@code new} or {@code gap}
     * @param sign that tells it without colour
     */
    public record DiffLine(String kind, String sign, String text) {

        static DiffLine of(String line) {
            return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
                case '+' -> new DiffLine("new", "+", line.substring(1));
                case '-' -> new DiffLine("gone", "−", line.substring(1));
                case '@' -> new DiffLine("gap", "…", "");
                default -> new DiffLine("same", " ", line.isEmpty() ? "" : line.substring(1));
            };
        }
    }

    static ChangeView of(ProbeChange change, @Nullable Message forecast) {
        var workload = change.target().workload();
        String type = Words.of(change.type().name());
        var state = change.state();
        return new ChangeView(
                change.id().toString(),
                "/liveness/changes/" + change.id(),
                state.text(),
                mark(state),
                new Message(
                        "web.change.title." + Words.of(change.kind().name()),
                        List.of(ProbeTitle.of(change.type()), change.target().container())),
                change.target().container(),
                workload.kind() + " " + workload.name(),
                workload.namespace(),
                type,
                formHref(change, type),
                WorkloadViews.href(workload),
                Href.to("/timeline")
                        .with("namespace", workload.namespace())
                        .with("workload", workload.kind() + "/" + workload.name())
                        .toString(),
                Moment.at(change.requestedAt()),
                change.by().user(),
                change.before().map(ChangeView::line).orElse(null),
                change.after().map(ChangeView::line).orElse(null),
                Printable.lines(change.shown().diff()).lines().map(DiffLine::of).toList(),
                Printable.lines(change.shown().manifest()),
                change.shown().cautions(),
                forecast,
                Moment.of(ProbeChangeView.appliedAt(state)),
                state instanceof ChangeState.Undone undone ? Moment.at(undone.at()) : null,
                state instanceof ChangeState.Undone undone ? undone.by().user() : null,
                state instanceof ChangeState.Failed failed ? failed.reason() : null,
                change.shown().revision(),
                state instanceof ChangeState.Rehearsed,
                change.canBeUndone());
    }

    private static String formHref(ProbeChange change, String type) {
        var workload = change.target().workload();
        return Href.to("/liveness/change")
                .with("namespace", workload.namespace())
                .with("kind", workload.kind())
                .with("name", workload.name())
                .with("container", change.target().container())
                .with("type", type)
                .with("from", change.id())
                .toString();
    }

    private static String line(ProbeSpec probe) {
        return probe.handler().line();
    }

    private static Mark mark(ChangeState state) {
        return switch (state) {
            case ChangeState.Rehearsed _ -> Mark.UNKNOWN;
            case ChangeState.Applying _, ChangeState.Undoing _ -> Mark.WAITING;
            case ChangeState.Applied _ -> Mark.GOOD;
            case ChangeState.Failed _ -> Mark.BAD;
            case ChangeState.Undone _ -> Mark.COMPLETED;
        };
    }
}
