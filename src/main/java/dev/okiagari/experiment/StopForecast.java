package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what follows when processes are stopped, for a while or until somebody notices. Pure. */
final class StopForecast {

    /** How long a hang lasts that nothing will end. */
    private static final Duration UNNOTICED = Duration.ofSeconds(60);

    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** From the end of one run to the start of the next, where nothing is pulled. */
    private static final Span START = new Span(Duration.ZERO, Duration.ofSeconds(5));

    /** The runtime's way from the last SIGKILL to an exit code. */
    private static final Duration REAPING = Duration.ofSeconds(3);

    private final List<ContainerProcess> stopped;
    private final Standpoint from;

    StopForecast(List<ContainerProcess> stopped, Standpoint from) {
        this.stopped = List.copyOf(stopped);
        this.from = from;
    }

    /** For a time that is known. */
    Forecast suspended(int seconds) {
        Forecast why = hopeless();
        if (why != null) {
            return why;
        }
        Probe liveness = from.container().probes().liveness();
        boolean noticed =
                liveness != null
                        && Duration.ofSeconds(seconds).compareTo(detection(liveness).min()) >= 0;
        return Forecast.of(
                Outcome.SUSPENDED,
                noticed
                        ? List.of(Outcome.SUSPENDED, Outcome.RESTARTED)
                        : List.of(Outcome.SUSPENDED),
                from.ladder(),
                noticed ? "suspend-noticed" : "suspend",
                stopped.size(),
                seconds);
    }

    /** Until the container is restarted for it, or the time is up. */
    Forecast hung(int seconds) {
        Forecast why = hopeless();
        if (why != null) {
            return why;
        }
        Probe liveness = from.container().probes().liveness();
        if (liveness == null) {
            return Forecast.of(
                    Outcome.SUSPENDED,
                    List.of(Outcome.SUSPENDED),
                    from.ladder(),
                    "hang-unnoticed",
                    seconds);
        }
        return liveness.passesWhileStopped()
                ? Forecast.of(
                        Outcome.SUSPENDED,
                        List.of(Outcome.SUSPENDED, Outcome.RESTARTED),
                        from.ladder(),
                        "hang-tcp",
                        liveness.handler(),
                        seconds)
                : noticed(liveness);
    }

    private Forecast noticed(Probe liveness) {
        Span restart = restart(liveness);
        List<Outcome> ends = from.ends().outcomesOfFailure();
        return Forecast.of(
                        ends.getFirst(),
                        isCertain()
                                ? ends
                                : Stream.concat(ends.stream(), Stream.of(Outcome.SUSPENDED))
                                        .toList(),
                        from.ladder(),
                        from.ends().staysDown() ? "hang-ends" : "hang-noticed",
                        liveness.handler(),
                        restart.min().toSeconds(),
                        restart.max().toSeconds())
                .withRestart(restart);
    }

    /** When the main process cannot answer either, somebody else cannot answer for it. */
    private boolean isCertain() {
        return stopped.stream().anyMatch(from::isMain);
    }

    /** What is to be asked for when nobody says how long. */
    int seconds() {
        Probe liveness = from.container().probes().liveness();
        Duration time =
                liveness == null || liveness.passesWhileStopped()
                        ? UNNOTICED
                        : restart(liveness).max().plus(MARGIN);
        return Math.toIntExact(Math.min(time.toSeconds(), Fault.Suspend.LONGEST));
    }

    /** From the hang to the start of the next run. */
    private Span restart(Probe liveness) {
        Span untilEnd = detection(liveness).plus(grace(liveness));
        return untilEnd.plus(from.backOff().afterProbeKill(untilEnd)).plus(START);
    }

    private Span detection(Probe liveness) {
        return liveness.detection(untilDue(liveness));
    }

    private Duration untilDue(Probe liveness) {
        if (!(from.container().state() instanceof ContainerState.Running(@Nullable Instant since))
                || since == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(from.at(), since.plus(liveness.initialDelay()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * A process that is stopped, or has no handler for SIGTERM, is killed when the grace is over.
     */
    private Span grace(Probe liveness) {
        Duration grace = liveness.grace() == null ? from.pod().grace() : liveness.grace();
        boolean takesAll =
                isCertain()
                        || from.table()
                                .primary()
                                .filter(main ->
                                        main.isPrimary() && !main.catches().contains(Signal.TERM))
                                .isPresent();
        return new Span(takesAll ? grace : Duration.ZERO, grace.plus(REAPING));
    }

    private @Nullable Forecast hopeless() {
        if (stopped.isEmpty()) {
            String name = from.table().primary().map(ContainerProcess::name).orElse("?");
            return Forecast.impossible(from.ladder(), "only-primary", name);
        }
        return stopped.stream()
                .filter(process -> !from.maySignal(process))
                .findFirst()
                .map(process ->
                        Forecast.because(
                                Outcome.DENIED,
                                from.ladder(),
                                Message.of(
                                        "experiment.forecast.not-permitted",
                                        "STOP",
                                        process.user())))
                .orElse(null);
    }
}
