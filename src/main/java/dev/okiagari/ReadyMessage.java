package dev.okiagari;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The one line at the end of the start: where to look, and at which cluster. */
@Component
class ReadyMessage {

    private static final Logger LOG = LoggerFactory.getLogger(ReadyMessage.class);

    private final ObjectProvider<Cluster> cluster;
    private final Environment environment;

    ReadyMessage(ObjectProvider<Cluster> cluster, Environment environment) {
        this.cluster = cluster;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void say() {
        LOG.info("Okiagari is ready: {} ({})", url(), clusterName());
    }

    private String url() {
        String address = environment.getProperty("server.address", "127.0.0.1");
        return "http://%s:%s/"
                .formatted(
                        address.contains(":") ? "[" + address + "]" : address,
                        environment.getProperty("local.server.port"));
    }

    private String clusterName() {
        Cluster now = cluster.getIfAvailable();
        return now == null
                ? "no cluster"
                : now.info().map(ReadyMessage::name).orElse("no cluster reached yet");
    }

    static String name(ClusterInfo info) {
        return switch (info.kind()) {
            case PRACTICE -> "practice cluster";
            case KUBERNETES -> "Kubernetes cluster " + info.name();
            case OPENSHIFT -> "OpenShift cluster " + info.name();
        };
    }
}
