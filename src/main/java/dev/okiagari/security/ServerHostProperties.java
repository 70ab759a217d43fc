package dev.okiagari.security;

import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Under which names the server is reached, and how long it waits for a request.
 *
 * @param hosts names or addresses besides loopback, without a port, under which browsers reach it;
 *     a request for any other is answered 421. In a cluster the Route's host, and the pod's address
 *     where Prometheus calls it. There is no {@code *}: it would let any web site reach a server
 *     without a login
 * @param patience within what time the head of a request, and then its body, must have arrived: 1s
 *     to 10m
 */
@Validated
@ConfigurationProperties("okiagari.server")
record ServerHostProperties(
        @DefaultValue Set<String> hosts, @DefaultValue("30s") Duration patience) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    ServerHostProperties {
        hosts = Set.copyOf(hosts);
    }

    @AssertTrue(message = "okiagari.server.patience must be 1s to 10m")
    boolean isBounded() {
        return patience.compareTo(SHORTEST) >= 0 && patience.compareTo(LONGEST) <= 0;
    }
}
