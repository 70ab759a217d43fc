package dev.okiagari.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Probes with the API server's defaults filled in, as it does itself. */
final class ProbeTranslator {

    private ProbeTranslator() {}

    static Probes translate(Container container) {
        return new Probes(
                probe(container.getLivenessProbe()),
                probe(container.getReadinessProbe()),
                probe(container.getStartupProbe()));
    }

    private static @Nullable Probe probe(io.fabric8.kubernetes.api.model.@Nullable Probe probe) {
        if (probe == null) {
            return null;
        }
        Long grace = probe.getTerminationGracePeriodSeconds();
        return new Probe(
                handler(probe),
                seconds(probe.getInitialDelaySeconds(), 0),
                seconds(probe.getPeriodSeconds(), 10),
                seconds(probe.getTimeoutSeconds(), 1),
                Objects.requireNonNullElse(probe.getFailureThreshold(), 3),
                Objects.requireNonNullElse(probe.getSuccessThreshold(), 1),
                grace == null ? null : Duration.ofSeconds(grace));
    }

    private static Duration seconds(@Nullable Integer seconds, int otherwise) {
        return Duration.ofSeconds(Objects.requireNonNullElse(seconds, otherwise));
    }

    private static String handler(io.fabric8.kubernetes.api.model.Probe probe) {
        if (probe.getHttpGet() != null) {
            return "httpGet %s %s %s"
                    .formatted(
                            Objects.requireNonNullElse(probe.getHttpGet().getPath(), "/"),
                            port(probe.getHttpGet().getPort()),
                            Objects.requireNonNullElse(probe.getHttpGet().getScheme(), "HTTP"));
        }
        if (probe.getTcpSocket() != null) {
            return "tcpSocket " + port(probe.getTcpSocket().getPort());
        }
        if (probe.getGrpc() != null) {
            return "grpc " + probe.getGrpc().getPort();
        }
        return probe.getExec() == null
                ? "unknown"
                : "exec " + String.join(" ", Secrets.mask(probe.getExec().getCommand()));
    }

    private static String port(@Nullable IntOrString port) {
        return port == null ? "?" : String.valueOf(port.getValue());
    }
}
