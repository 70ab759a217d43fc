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
 * @param source {@code kubelet}: probe failures are counted exactly, by each kubelet's own counters
 *     ({@code https://NODE:10250/metrics/probes}); needs {@code deploy/kubernetes/rbac-probes.yaml}
 *     and a way to the nodes. {@code prometheus}: the same counters from a Prometheus or Thanos
 *     that scrapes them anyhow; needs neither. {@code none}: by events alone, at least so many
 * @param interval how often the counters of each node are asked for that has pods which are watched
 * @param timeout how long one answer may take
 * @param caFile a PEM file with the certificates that are shown, or of who signed them; where this
 *     is not set the cluster's CA for kubelets, the usual ones for Prometheus
 * @param insecure whether a kubelet, or Prometheus, is believed whatever certificate it shows, and
 *     told our token: only where nobody can stand in for it
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
     * @param url where Prometheus or Thanos is, without {@code /api/v1/query}. On OpenShift {@code
     *     https://thanos-querier.openshift-monitoring.svc:9091}, with the role {@code
     *     cluster-monitoring-view} for the service account
     * @param tokenFile a file with the token to ask it with, read for each question; in a pod
     *     {@code /var/run/secrets/kubernetes.io/serviceaccount/token}
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
