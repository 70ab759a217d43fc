package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.experiment.Delivery;
import dev.okiagari.experiment.ExperimentRequest;
import dev.okiagari.experiment.Terms;
import dev.okiagari.safety.Guard;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
        TargetBody at = needed("target", target);
        return new ExperimentRequest(
                needed("target.namespace", at.namespace()),
                needed("target.pod", at.pod()),
                at.container(),
                at.podUid(),
                at.containerId(),
                needed("fault", fault).fault(),
                confirmed(),
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

    private Set<Guard> confirmed() {
        Set<Guard> guards = new HashSet<>();
        for (@Nullable String word : confirm == null ? List.<@Nullable String>of() : confirm) {
            guards.add(
                    Arrays.stream(Guard.values())
                            .filter(guard -> guard.word().equals(word))
                            .findFirst()
                            .orElseThrow(() ->
                                    ApiProblem.badField(
                                            "confirm",
                                            Message.of(
                                                    "api.input.unknown-guard",
                                                    String.valueOf(word)))));
        }
        return guards;
    }

    private static <T> T needed(String field, @Nullable T value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw ApiProblem.badField(field, Message.of("api.input.needed"));
        }
        return value;
    }
}
