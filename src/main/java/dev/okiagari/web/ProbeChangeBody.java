package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.liveness.ProbeRequest;
import dev.okiagari.liveness.ProbeSpec;
import dev.okiagari.liveness.ProbeTarget;
import dev.okiagari.safety.Guard;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A change of a probe as a script asks for it; everything in it may be missing or wrong.
 *
 * @param probe null to take it away
 * @param follows the dry run that is to be applied; else the newest of the same change is
 */
record ProbeChangeBody(
        @Nullable TargetBody target,
        @Nullable String type,
        @Nullable ProbeBody probe,
        @Nullable Boolean dryRun,
        @Nullable UUID follows,
        @Nullable List<@Nullable String> confirm) {

    /** Where. */
    record TargetBody(
            @Nullable String namespace,
            @Nullable WorkloadBody workload,
            @Nullable String container) {}

    /** What owns the pods. */
    record WorkloadBody(@Nullable String kind, @Nullable String name) {}

    /**
     * A probe, its times in seconds; a number that is missing is left to the cluster.
     *
     * @param handler in one line as this API tells it, or as an object as Kubernetes has it
     */
    record ProbeBody(
            @Nullable JsonNode handler,
            @Nullable Integer initialDelay,
            @Nullable Integer period,
            @Nullable Integer timeout,
            @Nullable Integer failureThreshold,
            @Nullable Integer successThreshold,
            @Nullable Integer grace) {

        ProbeSpec spec() {
            return new ProbeSpec(
                    HandlerBody.handler(handler),
                    initialDelay,
                    period,
                    timeout,
                    failureThreshold,
                    successThreshold,
                    grace);
        }
    }

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    /**
     * What is wanted.
     *
     * @throws ApiProblem naming the first field that cannot be meant
     */
    ProbeRequest request() {
        TargetBody at = Needed.in("target", target);
        WorkloadBody workload = Needed.in("target.workload", at.workload());
        return new ProbeRequest(
                new ProbeTarget(
                        new WorkloadRef(
                                Needed.in("target.namespace", at.namespace()),
                                Needed.in("target.workload.kind", workload.kind()),
                                Needed.in("target.workload.name", workload.name())),
                        Needed.in("target.container", at.container())),
                type(type),
                probe == null ? null : probe.spec());
    }

    Set<Guard> confirmed() {
        return Confirmed.guards(confirm);
    }

    static ProbeType type(@Nullable String word) {
        return Arrays.stream(ProbeType.values())
                .filter(type -> Words.of(type.name()).equals(word))
                .findFirst()
                .orElseThrow(() ->
                        ApiProblem.badField(
                                "type",
                                Message.of(
                                        "api.input.one-of",
                                        "liveness, readiness, startup",
                                        String.valueOf(word))));
    }
}
