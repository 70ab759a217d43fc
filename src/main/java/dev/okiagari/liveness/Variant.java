package dev.okiagari.liveness;

import dev.okiagari.cluster.PodRef;
import java.time.Instant;
import java.util.List;

/**
 * A container as some pods of its workload define it: all of them but during a rollout.
 *
 * @param pods how many
 * @param newest of these pods
 * @param findings the worst first; empty where there is nothing to advise
 */
public record Variant(
        Definition definition,
        String image,
        int pods,
        PodRef newest,
        Instant newestCreatedAt,
        List<Finding> findings) {

    public Variant {
        findings = List.copyOf(findings);
    }
}
