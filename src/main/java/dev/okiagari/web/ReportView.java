package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.Termination;
import dev.okiagari.experiment.Delivery;
import dev.okiagari.experiment.Evidence;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.Repeat;
import dev.okiagari.experiment.Shot;
import dev.okiagari.experiment.Step;
import dev.okiagari.experiment.Target;
import dev.okiagari.experiment.Told;
import dev.okiagari.experiment.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as a page tells it.
 *
 * @param mark of the verdict; while it runs, of an injection
 * @param containerHref null for a whole pod
 * @param before how long it took earlier times; null where there were none
 * @param verdict null while it runs
 * @param way null where there was no recovery, or not yet
 * @param strip what an HTTP client saw; null where none asked
 * @param right how it was at the end; null while it runs
 * @param repeat where the same is asked for several times
 * @param times how often, of a repeat; null where it is none
 * @param parentHref of the repeat that it is one run of; null where it is none
 * @param limit in seconds; null where none was set
 * @param prospect what was forecast, against what happened
 * @param program of the image that delivered it; null where there was no choice
 * @param told by the delivering command, in words
 */
record ReportView(
        String id,
        String href,
        boolean running,
        Mark mark,
        Message title,
        String namespace,
        String workload,
        String workloadHref,
        String pod,
        @Nullable String container,
        @Nullable String containerHref,
        String by,
        Moment requestedAt,
        Message forecast,
        @Nullable Message before,
        @Nullable Message verdict,
        boolean asForecast,
        @Nullable WayView way,
        @Nullable StripView strip,
        Side left,
        @Nullable Side right,
        @Nullable String delivery,
        @Nullable Integer exitCode,
        @Nullable String output,
        List<Line> steps,
        String again,
        String repeat,
        @Nullable Integer times,
        @Nullable String parentHref,
        @Nullable String limit,
        Prospect prospect,
        @Nullable String program,
        List<Message> told) {

    private static final int LISTED = 12;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS 'UTC'").withZone(ZoneOffset.UTC);

    ReportView {
        steps = List.copyOf(steps);
        told = List.copyOf(told);
    }

    /** A step, with its time of day to the millisecond. */
    record Line(String iso, String clock, Message what) {}

    /**
     * How the target was.
     *
     * @param ended how the run before ended; null where it is not told here
     * @param processes PID and command of the first
     * @param hidden how many more processes there were
     */
    record Side(
            String pod,
            @Nullable String containerId,
            @Nullable String shortId,
            @Nullable Moment startedAt,
            int restartCount,
            @Nullable Message ended,
            List<String> processes,
            int hidden) {}

    static ReportView of(Experiment experiment) {
        Target target = experiment.target();
        Evidence evidence = experiment.evidence();
        Verdict verdict = experiment.verdict();
        Shot after = evidence.after();
        String container = target.container();
        Repeat repeat = experiment.terms().repeat();
        Double limit = experiment.terms().recoveryLimit();
        return new ReportView(
                experiment.id().toString(),
                "/experiments/" + experiment.id(),
                experiment.isRunning(),
                verdict == null ? Mark.INJECTED : Mark.of(verdict.outcome()),
                title(experiment),
                target.pod().namespace(),
                target.workload().kind() + " " + target.workload().name(),
                workload(target),
                target.pod().name(),
                container,
                container == null
                        ? null
                        : Href.container(target.pod().namespace(), target.pod().name(), container),
                experiment.by().user(),
                Moment.at(experiment.requestedAt()),
                experiment.forecast().explanation(),
                FaultView.before(experiment.forecast()),
                verdict == null ? null : verdict.explanation(),
                verdict != null && verdict.asForecast(),
                WayView.of(experiment.recovery(), experiment.forecast().restart()),
                StripView.of(experiment),
                side(evidence.before(), false),
                after == null ? null : side(after, isAnotherRun(evidence.before(), after)),
                evidence.delivery() == null ? null : evidence.delivery().word(),
                evidence.execExitCode(),
                evidence.execOutput(),
                steps(experiment),
                again(experiment, after),
                again(experiment, after) + "&times=" + RepeatView.OFFERED + "&spacing=ready",
                repeat == null ? null : repeat.times(),
                experiment.parent() == null ? null : "/experiments/" + experiment.parent(),
                limit == null ? null : FaultView.seconds(limit),
                Prospect.of(experiment),
                program(experiment),
                ToldView.of(Told.in(evidence.execOutput())));
    }

    private static @Nullable String program(Experiment experiment) {
        return experiment.forecast().deliveries().stream()
                .filter(way -> way.method() == experiment.evidence().delivery())
                .map(Delivery::program)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Message title(Experiment experiment) {
        Target target = experiment.target();
        String what = Objects.requireNonNullElse(target.container(), target.pod().name());
        String namespace = target.pod().namespace();
        return switch (experiment.fault()) {
            case Fault.SendSignal signal ->
                    signal.pids() == null
                            ? Message.of(
                                    "web.experiment.signal",
                                    signal.signal(),
                                    signal.pid(),
                                    what,
                                    namespace)
                            : Message.of(
                                    "web.experiment.signals",
                                    signal.signal(),
                                    signal.processes().size(),
                                    what,
                                    namespace);
            case Fault.Suspend suspend ->
                    Message.of("web.experiment.suspend", suspend.seconds(), what, namespace);
            case Fault.Hang _ -> Message.of("web.experiment.hang", what, namespace);
            case Fault.DeletePod _ -> Message.of("web.experiment.delete-pod", what, namespace);
            case Fault.EvictPod _ -> Message.of("web.experiment.evict-pod", what, namespace);
            case Fault.RestartContainer _ ->
                    Message.of("web.experiment.restart-container", what, namespace);
        };
    }

    private static String workload(Target target) {
        return Href.to("/")
                .with("namespace", target.workload().namespace())
                .with("workload", target.workload().kind() + "/" + target.workload().name())
                .toString();
    }

    /** How an earlier run ended says nothing of one that goes on. */
    private static boolean isAnotherRun(Shot before, Shot after) {
        return !Objects.equals(before.containerId(), after.containerId());
    }

    private static Side side(Shot shot, boolean tellsEnd) {
        return new Side(
                shot.pod(),
                shot.containerId(),
                ContainerViews.shortId(shot.containerId()),
                Moment.of(shot.startedAt()),
                shot.restartCount(),
                tellsEnd ? ended(shot.ended()) : null,
                shot.processes().stream()
                        .limit(LISTED)
                        .map(process -> process.pid() + " " + ProcessRow.command(process))
                        .toList(),
                Math.max(0, shot.processes().size() - LISTED));
    }

    private static @Nullable Message ended(@Nullable Termination end) {
        return end == null
                ? null
                : Message.of(
                        "web.experiment.ended",
                        end.exitCode(),
                        Objects.requireNonNullElse(end.reason(), ""));
    }

    private static List<Line> steps(Experiment experiment) {
        List<Line> lines = new ArrayList<>();
        lines.add(
                line(
                        experiment.requestedAt(),
                        Message.of("web.experiment.asked", experiment.by().user())));
        for (Step step : experiment.steps()) {
            lines.add(line(step.at(), step.what()));
        }
        Verdict verdict = experiment.verdict();
        Instant finished = experiment.finishedAt();
        if (verdict != null && finished != null) {
            lines.add(line(finished, verdict.explanation()));
        }
        return lines;
    }

    private static Line line(Instant at, Message what) {
        return new Line(at.toString(), CLOCK.format(at), what);
    }

    /** The same against the pod that is there now, as far as we know. */
    private static String again(Experiment experiment, @Nullable Shot after) {
        Target target = experiment.target();
        return new Aim(
                        target.pod().namespace(),
                        after == null ? target.pod().name() : after.pod(),
                        "",
                        target.workload().name(),
                        target.container(),
                        null,
                        null,
                        null,
                        null)
                .href(experiment.fault());
    }
}
