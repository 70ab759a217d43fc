package dev.okiagari.experiment;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.replica.Bulletin;
import dev.okiagari.replica.News;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Experiments that run on other replicas: how they go, and that one is to be stopped. */
@Component
class ExperimentNews {

    private static final String CHANGED = "experiment";
    private static final String STOP = "stop-experiment";

    private final Bulletin bulletin;
    private final ExperimentStore store;
    private final Runner runner;
    private final SeriesRunner series;
    private final Cluster cluster;

    ExperimentNews(
            Bulletin bulletin,
            ExperimentStore store,
            Runner runner,
            SeriesRunner series,
            Cluster cluster) {
        this.bulletin = bulletin;
        this.store = store;
        this.runner = runner;
        this.series = series;
        this.cluster = cluster;
    }

    /** Asks the replica that it runs on; false where it runs on none. */
    boolean stop(Experiment experiment) {
        boolean elsewhere =
                store.elsewhere(experiment.clusterId()).stream()
                        .anyMatch(other -> other.id().equals(experiment.id()));
        if (elsewhere) {
            bulletin.tellNow(STOP, experiment.id().toString());
        }
        return elsewhere;
    }

    @EventListener
    void on(ExperimentChanged changed) {
        bulletin.tell(CHANGED, changed.experiment().id().toString());
    }

    @EventListener
    void on(News news) {
        switch (news.topic()) {
            case CHANGED -> news.subjects().forEach(id -> changed(UUID.fromString(id)));
            case STOP -> news.subjects().forEach(id -> stop(UUID.fromString(id)));
            default -> {}
        }
    }

    private void changed(UUID id) {
        cluster.info()
                .map(ClusterInfo::id)
                .flatMap(known -> store.find(known, id))
                .ifPresent(store::show);
    }

    private void stop(UUID id) {
        boolean _ = runner.stop(id) || series.stop(id);
    }
}
