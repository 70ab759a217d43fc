package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Delivery;
import dev.okiagari.experiment.ExperimentRequest;
import dev.okiagari.experiment.Terms;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a script asks for; everything in it may be missing or wrong. */
record ExperimentBody(
        @Nullable TargetBody target,
        @Nullable FaultBody fault,
        @Nullable AvailabilityBody availability,
        @Nullable Double recoveryLimit,
        @Nullable RepeatBody repeat,
        @Nullable String delivery,
        @Nullable Boolean dryRun,
        @Nullable List<@Nullable String> confirm) {

    private static final double LONGEST_LIMIT = 86_400;

    /** At what. */
    record TargetBody(
            @Nullable String namespace,
            @Nullable String pod,
            @Nullable String container,
            @Nullable String podUid,
            @Nullable String containerId) {}

    /**
     * What can be done.
     *
     * @throws ApiProblem naming the first field that cannot be meant
     */
    ExperimentRequest request() {
        TargetBody at = Needed.in("target", target);
        return new ExperimentRequest(
                Needed.in("target.namespace", at.namespace()),
                Needed.in("target.pod", at.pod()),
                at.container(),
                at.podUid(),
                at.containerId(),
                Needed.in("fault", fault).fault(),
                Confirmed.guards(confirm),
                new Terms(
                        limit(recoveryLimit),
                        availability == null ? null : availability.check(),
                        repeat == null ? null : repeat.repeat(),
                        delivery(delivery)),
                Boolean.TRUE.equals(dryRun));
    }

    /** What a limit may be; NaN is none. */
    static @Nullable Double limit(@Nullable Double seconds) {
        if (seconds != null && !(seconds > 0 && seconds <= LONGEST_LIMIT)) {
            throw ApiProblem.badField(
                    "recoveryLimit", Message.of("api.input.range", 0, (long) LONGEST_LIMIT));
        }
        return seconds;
    }

    private static Delivery.@Nullable Method delivery(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(Delivery.Method.values())
                .filter(method -> method.word().equals(word) && method != Delivery.Method.API)
                .findFirst()
                .orElseThrow(() ->
                        ApiProblem.badField(
                                "delivery",
                                Message.of(
                                        "api.input.one-of",
                                        "shell, kill, runtime, ephemeral-container, node-helper",
                                        word)));
    }
}
