package dev.okiagari.security;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Under which names the server is reached.
 *
 * @param hosts names or addresses, without a port, that a request's Host may have besides those of
 *     loopback; in a cluster the route's host, and the pod's address where Prometheus calls it.
 *     There is no {@code *}: it would let any web site reach a server without a login
 */
@ConfigurationProperties("okiagari.server")
record ServerHostProperties(@DefaultValue Set<String> hosts) {

    ServerHostProperties {
        hosts = Set.copyOf(hosts);
    }
}
