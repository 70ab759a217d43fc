package dev.okiagari.availability;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where availability may be asked besides the cluster's own pods, routes and ingresses.
 *
 * @param hosts names of hosts, or patterns such as {@code *.example.com}
 */
@Validated
@ConfigurationProperties("okiagari.availability")
record AvailabilityProperties(@DefaultValue List<String> hosts) {

    AvailabilityProperties {
        hosts = List.copyOf(hosts);
    }

    /** Only a star at the beginning stands for anything. */
    boolean allow(String host) {
        return hosts.stream()
                .anyMatch(pattern ->
                        pattern.startsWith("*.")
                                ? host.endsWith(pattern.substring(1))
                                : host.equalsIgnoreCase(pattern));
    }
}
