package dev.okiagari.probes;

import dev.okiagari.cluster.ClusterConnection;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whom to ask, by what was set. */
@Configuration(proxyBeanMethods = false)
class NodeReaders {

    @Bean
    NodeReader nodeReader(ClusterConnection connection, ProbesProperties properties, Clock clock) {
        return switch (properties.source()) {
            case NONE, KUBELET -> new KubeletReader(connection, properties, clock);
            case PROMETHEUS -> new PrometheusReader(properties, clock);
        };
    }
}
