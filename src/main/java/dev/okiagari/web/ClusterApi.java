package dev.okiagari.web;

import dev.okiagari.cluster.Cluster;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** Which cluster, and how well we are connected. */
@RestController
class ClusterApi {

    private final Cluster cluster;
    private final Texts texts;

    ClusterApi(Cluster cluster, Texts texts) {
        this.cluster = cluster;
        this.texts = texts;
    }

    @GetMapping("/api/cluster")
    ClusterView cluster(ServerWebExchange exchange) {
        return ClusterView.of(cluster.info(), cluster.connection(), texts, Locales.of(exchange));
    }
}
