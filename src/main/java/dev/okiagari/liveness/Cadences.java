package dev.okiagari.liveness;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.history.History;
import dev.okiagari.history.HistoryQuery;
import dev.okiagari.history.ProbeFailure;
import dev.okiagari.history.Restart;
import dev.okiagari.history.RestartCause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How regularly containers are restarted by their probes, as it is kept. Blocks on the database.
 */
@Component
public class Cadences {

    private static final int RESTARTS = 20;
    private static final int FAILURES = 200;

    /** A container that has been well for so many intervals is not being restarted any more. */
    private static final int QUIET = 3;

    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(10);

    private final History history;
    private final Clock clock;

    Cadences(History history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    /** Empty for a container that its probe has not restarted, or not of late. */
    public Optional<Cadence> of(PodSnapshot pod, ContainerSnapshot container) {
        if (container.restartCount() == 0) {
            return Optional.empty();
        }
        HistoryQuery own =
                HistoryQuery.all().withPodUid(pod.ref().uid()).withContainer(container.name());
        List<Restart> restarts = history.restarts(own.withLimit(RESTARTS)).items();
        ProbeType type = type(restarts);
        Probe probe = type == null ? null : probe(type, container);
        if (type == null || probe == null) {
            return Optional.empty();
        }
        List<ProbeFailure> failures =
                history.probeFailures(own.withProbe(type).withLimit(FAILURES)).items();
        return Cadence.of(
                        type,
                        probe,
                        failing(failures),
                        pod.grace(),
                        cycles(inARow(restarts, type), failures))
                .filter(cadence -> isNew(cadence, restarts.getFirst()));
    }

    /** Which probe it is; null where the newest restarts were no probe's. */
    private static @Nullable ProbeType type(List<Restart> restarts) {
        for (Restart restart : restarts) {
            switch (restart.cause()) {
                case LIVENESS -> {
                    return ProbeType.LIVENESS;
                }
                case STARTUP -> {
                    return ProbeType.STARTUP;
                }
                case UNKNOWN -> {}
                default -> {
                    return null;
                }
            }
        }
        return null;
    }

    private static @Nullable Probe probe(ProbeType type, ContainerSnapshot container) {
        return type == ProbeType.STARTUP
                ? container.probes().startup()
                : container.probes().liveness();
    }

    /** The kubelet soon stops telling of kills: what it does not tell of amid them is one too. */
    private static List<Restart> inARow(List<Restart> newestFirst, ProbeType type) {
        RestartCause cause =
                type == ProbeType.STARTUP ? RestartCause.STARTUP : RestartCause.LIVENESS;
        return newestFirst.stream()
                .takeWhile(one -> one.cause() == cause || one.cause() == RestartCause.UNKNOWN)
                .toList()
                .reversed();
    }

    private static List<Cycle> cycles(List<Restart> oldestFirst, List<ProbeFailure> failures) {
        List<Cycle> cycles = new ArrayList<>();
        for (Restart restart : oldestFirst) {
            Instant started = restart.ended().startedAt();
            Instant finished = restart.ended().finishedAt();
            Instant next = restart.began().startedAt();
            if (started != null && finished != null && next != null) {
                cycles.add(
                        new Cycle(
                                started,
                                finished,
                                next,
                                restart.exitCode(),
                                within(started, finished, failures)));
            }
        }
        return cycles;
    }

    /** Only of a failure that was told of by itself is it known when it was. */
    private static List<Instant> within(
            Instant started, Instant finished, List<ProbeFailure> failures) {
        return failures.stream()
                .filter(failure -> failure.count() == 1)
                .map(ProbeFailure::to)
                .filter(at -> at.isAfter(started) && !at.isAfter(finished))
                .sorted()
                .toList();
    }

    /** By the kubelet's words for the newest. */
    private static Failing failing(List<ProbeFailure> newestFirst) {
        return newestFirst.stream()
                .map(ProbeFailure::message)
                .filter(message -> !message.isBlank())
                .findFirst()
                .filter(message -> !isTimeOut(message))
                .map(message -> Failing.AT_ONCE)
                .orElse(Failing.AFTER_TIMEOUT);
    }

    private static boolean isTimeOut(String message) {
        return message.contains("deadline exceeded")
                || message.contains("Client.Timeout")
                || message.contains("timed out")
                || message.contains("i/o timeout")
                || message.contains("timeout:");
    }

    private boolean isNew(Cadence cadence, Restart newest) {
        Duration quiet = cadence.interval().multipliedBy(QUIET);
        Duration most = quiet.compareTo(LONGEST_BACK_OFF) < 0 ? LONGEST_BACK_OFF : quiet;
        Instant began = Objects.requireNonNullElse(newest.began().startedAt(), newest.seenAt());
        return Duration.between(began, clock.instant()).compareTo(most) <= 0;
    }
}
