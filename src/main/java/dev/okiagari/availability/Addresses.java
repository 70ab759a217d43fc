package dev.okiagari.availability;

import dev.okiagari.cluster.Message;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a URL, and says whether it may be asked. */
@Component
class Addresses {

    private static final int LONGEST = 2000;
    private static final int LAST_PORT = 65_535;

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
        @Nullable String host = uri.getHost();
        return host == null || !isPlain(uri) || url.length() > LONGEST
                ? bad("malformed")
                : allowed(uri, host.toLowerCase(Locale.ROOT), namespace);
    }

    private static boolean isPlain(URI uri) {
        return Set.of("http", "https").contains(scheme(uri))
                && uri.getUserInfo() == null
                && uri.getPort() != 0
                && uri.getPort() <= LAST_PORT;
    }

    private static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private Read allowed(URI uri, String host, String namespace) {
        Destination destination = destination(uri, host, properties.names(host));
        if (properties.allows(host)) {
            return new Read.Good(destination);
        }
        if (!clusterHosts.of(namespace).contains(host)) {
            return bad("not-allowed", host);
        }
        // Who may make an Ingress must not reach other ports of what its name leads to.
        return destination.isUsual()
                ? new Read.Good(destination)
                : bad("other-port", host, destination.port());
    }

    /** Why what the name leads to now is not asked; each request looks again. */
    Optional<Message> refusal(Destination destination) {
        try {
            InetAddress address = InetAddress.getByName(destination.host());
            return HostRules.forbids(address, destination.mayBeLocal())
                    ? Optional.of(refused("never", destination.host(), address.getHostAddress()))
                    : Optional.empty();
        } catch (UnknownHostException nobody) {
            return Optional.of(refused("unresolved", destination.host()));
        }
    }

    private static Destination destination(URI uri, String host, boolean mayBeLocal) {
        boolean secure = scheme(uri).equals("https");
        int port = uri.getPort() < 0 ? Destination.usual(secure) : uri.getPort();
        URI ascii = URI.create(uri.toASCIIString());
        String path =
                ascii.getRawPath() == null || ascii.getRawPath().isEmpty()
                        ? "/"
                        : ascii.getRawPath();
        String query = ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery();
        return new Destination(
                secure,
                host.replaceAll("^\\[|]$", ""),
                port,
                port == Destination.usual(secure) ? host : host + ":" + port,
                path + query,
                mayBeLocal);
    }

    private static Read bad(String why, Object... facts) {
        return new Read.Bad(refused(why, facts));
    }

    private static Message refused(String why, Object... facts) {
        return Message.of("availability.refused." + why, facts);
    }
}
