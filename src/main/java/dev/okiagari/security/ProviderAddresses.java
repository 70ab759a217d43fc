package dev.okiagari.security;

import java.net.URI;
import java.util.regex.Pattern;

/** Where secrets may be sent: by https, or to this very machine. */
final class ProviderAddresses {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|\\[::1]|127(?:\\.\\d{1,3}){3}");

    private ProviderAddresses() {}

    static boolean isAcceptable(String address) {
        try {
            URI uri = URI.create(address);
            String host = uri.getHost();
            return host != null
                    && uri.getRawUserInfo() == null
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme())
                                    && LOOPBACK.matcher(host).matches()));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
