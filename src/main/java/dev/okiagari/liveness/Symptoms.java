package dev.okiagari.liveness;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What shows that a rule holds, in words; nothing where it does not. Pure. */
final class Symptoms {

    /** As long as three failures at the default period: less is no more than one probe's luck. */
    private static final Duration LONG_DELAY = Duration.ofSeconds(30);

    /** A kubelet leaves as much to anything that it ends. */
    private static final Duration SHORT_GRACE = Duration.ofSeconds(2);

    private static final String LIVENESS = "livenessProbe";
    private static final String READINESS = "readinessProbe";
    private static final String STARTUP = "startupProbe";

    private Symptoms() {}

    static List<Message> of(Rule rule, Definition container) {
        return switch (rule) {
            case NO_LIVENESS -> ofNoProbe(container);
            case TCP_LIVENESS -> ofTcp(container);
            case FILE_LIVENESS -> ofFile(container);
            case READINESS_ONLY -> ofReadinessOnly(container);
            case SAME_AS_READINESS -> ofSameQuestion(container);
            case THRESHOLD_ONE -> ofThreshold(container);
            case SIGTERM_UNHANDLED -> ofTerm(container);
            case INITIAL_DELAY -> ofInitialDelay(container);
            case TIMEOUT_ABOVE_PERIOD -> ofTimeout(container);
        };
    }

    private static List<Message> ofNoProbe(Definition container) {
        return canHang(container) && container.probes().readiness() == null
                ? List.of(none(LIVENESS), none(READINESS))
                : List.of();
    }

    private static List<Message> ofReadinessOnly(Definition container) {
        Probe readiness = container.probes().readiness();
        return canHang(container) && readiness != null
                ? List.of(none(LIVENESS), handler(READINESS, readiness))
                : List.of();
    }

    /** What is to end by itself is waited for by whoever began it, and has a deadline instead. */
    private static boolean canHang(Definition container) {
        return container.lasting() && container.probes().liveness() == null;
    }

    private static List<Message> ofTcp(Definition container) {
        return ofLiveness(container, Probe::passesWhileStopped);
    }

    private static List<Message> ofFile(Definition container) {
        return ofLiveness(container, probe -> FileCheck.is(probe.handler()));
    }

    private static List<Message> ofLiveness(Definition container, Predicate<Probe> trap) {
        Probe liveness = container.probes().liveness();
        return liveness != null && trap.test(liveness)
                ? List.of(handler(LIVENESS, liveness))
                : List.of();
    }

    /** The same question is fine where liveness asks it for longer than readiness does. */
    private static List<Message> ofSameQuestion(Definition container) {
        Probe liveness = container.probes().liveness();
        Probe readiness = container.probes().readiness();
        if (liveness == null
                || readiness == null
                || !liveness.handler().equals(readiness.handler())
                || patience(liveness).compareTo(patience(readiness)) > 0) {
            return List.of();
        }
        return List.of(patience(LIVENESS, liveness), patience(READINESS, readiness));
    }

    private static Message patience(String type, Probe probe) {
        return Message.of(
                "liveness.evidence.patience",
                type,
                probe.handler(),
                probe.failureThreshold(),
                apart(probe).toSeconds());
    }

    private static Duration patience(Probe probe) {
        return apart(probe).multipliedBy(probe.failureThreshold());
    }

    private static Duration apart(Probe probe) {
        return probe.period().compareTo(probe.timeout()) < 0 ? probe.timeout() : probe.period();
    }

    /** Of a probe that restarts: readiness may come and go. */
    private static List<Message> ofThreshold(Definition container) {
        return Stream.of(
                        threshold(LIVENESS, container.probes().liveness()),
                        threshold(STARTUP, container.probes().startup()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Message> threshold(String type, @Nullable Probe probe) {
        return Optional.ofNullable(probe)
                .filter(one -> one.failureThreshold() == 1)
                .map(one -> Message.of("liveness.evidence.threshold", type));
    }

    private static List<Message> ofTerm(Definition container) {
        TermReading term = container.term();
        Duration grace = graceOfRestart(container);
        return term != null && term.dropped() && grace.compareTo(SHORT_GRACE) > 0
                ? List.of(
                        Message.of("liveness.evidence.term", term.pod()),
                        Message.of("liveness.evidence.grace", grace.toSeconds()))
                : List.of();
    }

    private static Duration graceOfRestart(Definition container) {
        Probe liveness = container.probes().liveness();
        return liveness == null
                ? container.grace()
                : Objects.requireNonNullElse(liveness.grace(), container.grace());
    }

    private static List<Message> ofInitialDelay(Definition container) {
        Probe liveness = container.probes().liveness();
        return liveness != null
                        && container.probes().startup() == null
                        && liveness.initialDelay().compareTo(LONG_DELAY) >= 0
                ? List.of(
                        Message.of(
                                "liveness.evidence.delay",
                                LIVENESS,
                                liveness.initialDelay().toSeconds()),
                        none(STARTUP))
                : List.of();
    }

    private static List<Message> ofTimeout(Definition container) {
        return Stream.of(
                        timeout(LIVENESS, container.probes().liveness()),
                        timeout(READINESS, container.probes().readiness()),
                        timeout(STARTUP, container.probes().startup()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Message> timeout(String type, @Nullable Probe probe) {
        return Optional.ofNullable(probe)
                .filter(one -> one.timeout().compareTo(one.period()) > 0)
                .map(one ->
                        Message.of(
                                "liveness.evidence.timeout",
                                type,
                                one.timeout().toSeconds(),
                                one.period().toSeconds()));
    }

    private static Message none(String type) {
        return Message.of("liveness.evidence.none", type);
    }

    private static Message handler(String type, Probe probe) {
        return Message.of("liveness.evidence.handler", type, probe.handler());
    }
}
