package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.replica.Recorders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** Which cluster, and how well we are connected. */
@RestController
class ClusterApi {

    private final Cluster cluster;
    private final Recorders recorders;
    private final Texts texts;

    ClusterApi(Cluster cluster, Recorders recorders, Texts texts) {
        this.cluster = cluster;
        this.recorders = recorders;
        this.texts = texts;
    }

    @GetMapping("/api/cluster")
    ClusterView cluster(ServerWebExchange exchange) {
        return ClusterView.of(
                cluster.info(),
                cluster.connection(),
                recorders.view(),
                texts,
                Locales.of(exchange));
    }
}
