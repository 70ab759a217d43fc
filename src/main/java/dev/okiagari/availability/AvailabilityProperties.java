package dev.okiagari.availability;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where availability may be asked besides the cluster's own pods, routes and ingresses.
 *
 * @param hosts hosts, or patterns such as {@code *.example.com}, that may be asked for availability
 *     besides the pods, Routes and Ingresses of the target's namespace (those at port 80 and 443).
 *     Link-local and metadata addresses are never asked; this machine's own only where its very
 *     name stands here
 */
@Validated
@ConfigurationProperties("okiagari.availability")
record AvailabilityProperties(@DefaultValue List<String> hosts) {

    AvailabilityProperties {
        hosts = hosts.stream().map(host -> host.strip().toLowerCase(Locale.ROOT)).toList();
    }

    /**
     * Only a star at the beginning stands for anything.
     *
     * @param host in lower case
     */
    boolean allows(String host) {
        return names(host)
                || hosts.stream()
                        .filter(pattern -> pattern.startsWith("*."))
                        .anyMatch(pattern -> host.endsWith(pattern.substring(1)));
    }

    /** Whether that very host is named: then it may be this machine, too. */
    boolean names(String host) {
        return hosts.contains(host);
    }
}
