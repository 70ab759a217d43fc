package dev.okiagari.availability;

import dev.okiagari.cluster.Message;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a URL, and says whether it may be asked. */
@Component
class Addresses {

    private final AvailabilityProperties properties;
    private final ClusterHosts clusterHosts;

    Addresses(AvailabilityProperties properties, ClusterHosts clusterHosts) {
        this.properties = properties;
        this.clusterHosts = clusterHosts;
    }

    /** A URL that was read, or why it cannot be asked. */
    sealed interface Read {

        record Good(Destination destination) implements Read {}

        record Bad(Message why) implements Read {}
    }

    Read read(String url, String namespace) {
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException malformed) {
            return bad("malformed");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        @Nullable String host = uri.getHost();
        if (!Set.of("http", "https").contains(scheme)
                || host == null
                || uri.getUserInfo() != null) {
            return bad("malformed");
        }
        boolean named = properties.allow(host);
        return named || clusterHosts.of(namespace).contains(host)
                ? new Read.Good(destination(uri, host, scheme.equals("https"), named))
                : bad("not-allowed", host);
    }

    private static Destination destination(URI uri, String host, boolean secure, boolean named) {
        int usual = secure ? 443 : 80;
        int port = uri.getPort() < 0 ? usual : uri.getPort();
        String path =
                uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new Destination(
                secure,
                host.replaceAll("^\\[|]$", ""),
                port,
                port == usual ? host : host + ":" + port,
                path + query,
                named);
    }

    private static Read bad(String why, Object... facts) {
        return new Read.Bad(Message.of("availability.refused." + why, facts));
    }
}
