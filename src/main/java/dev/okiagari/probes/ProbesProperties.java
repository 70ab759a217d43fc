package dev.okiagari.probes;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whether probe failures are counted exactly.
 *
 * @param source where the counts come from
 * @param interval how often each kubelet is asked
 * @param timeout how long one answer may take
 * @param caFile whose certificates kubelets show; the cluster's own where this is not set
 * @param insecure whether a kubelet is believed whatever certificate it shows
 */
@ConfigurationProperties("okiagari.probes")
@Validated
record ProbesProperties(
        @DefaultValue("none") @NotNull Source source,
        @DefaultValue("15s") @DurationMin(seconds = 1) @DurationMax(minutes = 30) Duration interval,
        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1) Duration timeout,
        @Nullable Path caFile,
        @DefaultValue("false") boolean insecure) {

    /** Where the counts come from. */
    enum Source {
        /** Nowhere: events alone tell of failures. */
        NONE,
        /** The kubelet of each node that has pods that are watched. */
        KUBELET
    }
}
