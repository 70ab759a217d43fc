package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ClusterEvent.ConnectionChanged;
import dev.okiagari.cluster.ClusterEvent.EventObserved;
import dev.okiagari.cluster.ClusterEvent.PodObserved;
import dev.okiagari.cluster.ClusterEvent.PodRemoved;
import dev.okiagari.cluster.ClusterEvent.PodsListed;
import dev.okiagari.cluster.ClusterEvent.ProbesCounted;
import dev.okiagari.replica.Recorders;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Passes on what the cluster shows, on the thread that saw it: it only enqueues. */
@Component
class ClusterChanges {

    private final Broadcaster broadcaster;
    private final Cluster cluster;
    private final Recorders recorders;
    private final Texts texts;

    ClusterChanges(Broadcaster broadcaster, Cluster cluster, Recorders recorders, Texts texts) {
        this.broadcaster = broadcaster;
        this.cluster = cluster;
        this.recorders = recorders;
        this.texts = texts;
    }

    @EventListener
    void on(ClusterEvent event) {
        switch (event) {
            case PodObserved observed -> observed(observed);
            case PodRemoved(var last, _, _) ->
                    broadcaster.publish("pod", last.ref().uid(), locale -> PodView.gone(last));
            case ConnectionChanged changed -> connection(changed);
            case EventObserved _, PodsListed _, ProbesCounted _ -> {}
        }
    }

    /** A list names every pod again; one that is as before is no news. */
    private void observed(PodObserved observed) {
        var before = observed.before();
        var after = observed.after();
        if (before == null || !before.resourceVersion().equals(after.resourceVersion())) {
            broadcaster.publish("pod", after.ref().uid(), locale -> PodView.of(after));
        }
    }

    private void connection(ConnectionChanged changed) {
        var info = cluster.info();
        broadcaster.publish(
                "connection",
                "connection",
                locale ->
                        ClusterView.of(
                                info, changed.connection(), recorders.view(), texts, locale));
    }
}
