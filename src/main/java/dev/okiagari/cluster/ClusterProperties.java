package dev.okiagari.cluster;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which cluster is watched, and how.
 *
 * @param mode where the connection comes from; {@code auto} takes the kubeconfig where there is
 *     one, else the service account, else a practice cluster of its own
 * @param context which context of the kubeconfig; its current one where this is not set
 * @param namespaces which namespaces are watched; all where this is empty
 * @param relist how often a list of the pods proves that the watch missed nothing
 * @param heartbeat how often the API server is asked whether it is there
 * @param requestTimeout how long one request to the API server may take
 */
@Validated
@ConfigurationProperties("okiagari.cluster")
record ClusterProperties(
        @DefaultValue("auto") @NotNull Mode mode,
        @Nullable String context,
        @DefaultValue List<String> namespaces,
        @DefaultValue("5m") @DurationMin(seconds = 10) @DurationMax(hours = 24) Duration relist,
        @DefaultValue("2s") @DurationMin(millis = 100) @DurationMax(minutes = 1) Duration heartbeat,
        @DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(minutes = 5)
                Duration requestTimeout) {

    /** Where the connection comes from. */
    enum Mode {
        /** A kubeconfig where there is one, else the service account, else practice. */
        AUTO,
        KUBECONFIG,
        IN_CLUSTER,
        PRACTICE
    }

    /** A server that hangs is as good as none, and a page should say so soon. */
    private static final Duration SOON = Duration.ofSeconds(5);

    ClusterProperties {
        namespaces = List.copyOf(namespaces);
    }

    Duration heartbeatTimeout() {
        return requestTimeout.compareTo(SOON) < 0 ? requestTimeout : SOON;
    }
}
