package dev.okiagari.probes;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
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
 * @param interval how often the counters of each node are asked for
 * @param timeout how long one answer may take
 * @param caFile whose certificates are shown; for kubelets the cluster's own where this is not set
 * @param insecure whether whoever answers is believed whatever certificate it shows
 */
@ConfigurationProperties("okiagari.probes")
@Validated
record ProbesProperties(
        @DefaultValue("none") @NotNull Source source,
        @DefaultValue("15s") @DurationMin(seconds = 1) @DurationMax(minutes = 30) Duration interval,
        @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 1) Duration timeout,
        @Nullable Path caFile,
        @DefaultValue("false") boolean insecure,
        @DefaultValue Prometheus prometheus) {

    /**
     * The Prometheus that scrapes the kubelets, or the Thanos before several.
     *
     * @param url without {@code /api/v1/query}
     * @param tokenFile with the token to ask with, read for each question; null for none
     */
    record Prometheus(@Nullable URI url, @Nullable Path tokenFile) {}

    @AssertTrue(
            message =
                    "okiagari.probes.source=prometheus takes okiagari.probes.prometheus.url, which"
                            + " begins with http:// or https://")
    boolean isPrometheusKnown() {
        return source != Source.PROMETHEUS || isHttp(prometheus.url());
    }

    private static boolean isHttp(@Nullable URI url) {
        return url != null
                && url.getHost() != null
                && url.getUserInfo() == null
                && Set.of("http", "https").contains(String.valueOf(url.getScheme()));
    }

    /** Where the counts come from. */
    enum Source {
        /** Nowhere: events alone tell of failures. */
        NONE,
        /** The kubelet of each node that has pods that are watched. */
        KUBELET,
        /** A Prometheus that scrapes the kubelets anyhow. */
        PROMETHEUS
    }
}
