package dev.okiagari.cluster;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Whether what happens would be seen, and how much there is to see. */
@Component
class ClusterMetrics implements MeterBinder {

    static final String CONNECTED = "okiagari.cluster.connected";
    static final String WATCHED = "okiagari.cluster.watched";
    static final String PODS = "okiagari.pods";

    private final Cluster cluster;

    ClusterMetrics(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder(CONNECTED, cluster, now -> now.connection().isConnected() ? 1 : 0)
                .description("1 while the API server answers")
                .register(meters);
        Gauge.builder(WATCHED, cluster, now -> now.isWatched() ? 1 : 0)
                .description("1 while every watch is open: what happens would be seen")
                .register(meters);
        Gauge.builder(PODS, cluster, now -> now.pods().size())
                .description("Pods that are watched")
                .register(meters);
    }
}
