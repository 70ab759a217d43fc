package dev.okiagari.liveness;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.replica.Bulletin;
import dev.okiagari.replica.News;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Changes of probes that other replicas have made. */
@Component
class ProbeChangeNews {

    private static final String CHANGED = "probe-change";

    private final Bulletin bulletin;
    private final ProbeChangeStore store;
    private final Cluster cluster;
    private final ApplicationEventPublisher publisher;

    ProbeChangeNews(
            Bulletin bulletin,
            ProbeChangeStore store,
            Cluster cluster,
            ApplicationEventPublisher publisher) {
        this.bulletin = bulletin;
        this.store = store;
        this.cluster = cluster;
        this.publisher = publisher;
    }

    @EventListener
    void on(ProbeChanged changed) {
        bulletin.tell(CHANGED, changed.change().id().toString());
    }

    @EventListener
    void on(News news) {
        if (news.topic().equals(CHANGED)) {
            news.subjects().forEach(id -> changed(UUID.fromString(id)));
        }
    }

    private void changed(UUID id) {
        cluster.info()
                .map(ClusterInfo::id)
                .flatMap(known -> store.find(known, id))
                .ifPresent(change -> publisher.publishEvent(new ProbeChanged(change)));
    }
}
