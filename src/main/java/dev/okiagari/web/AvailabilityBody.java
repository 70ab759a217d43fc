package dev.okiagari.web;

import dev.okiagari.availability.Address;
import dev.okiagari.availability.AvailabilityCheck;
import dev.okiagari.cluster.Message;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a script or a form wants to be asked meanwhile: a URL, or a port of the target's pod. */
record AvailabilityBody(
        @Nullable String url,
        @Nullable Integer port,
        @Nullable String path,
        @Nullable String scheme,
        @Nullable Integer intervalMillis,
        @Nullable Integer timeoutMillis) {

    private static final String FIELD = "availability.";
    private static final int LAST_PORT = 65_535;
    private static final int LONGEST_PATH = 1000;
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    /** A segment of one dot or two, however a dot or a slash is written. */
    private static final Pattern DOTS =
            Pattern.compile("(/|%2f)(\\.|%2e){1,2}(/|%2f|;|$)", Pattern.CASE_INSENSITIVE);

    /**
     * What is meant.
     *
     * @throws ApiProblem naming the first field that cannot be meant
     */
    AvailabilityCheck check() {
        return new AvailabilityCheck(
                address(),
                FaultBody.inRange(FIELD + "intervalMillis", intervalMillis, 500, 100, 60_000),
                FaultBody.inRange(FIELD + "timeoutMillis", timeoutMillis, 1000, 50, 60_000));
    }

    private Address address() {
        if (url == null && port == null) {
            throw ApiProblem.badField(FIELD + "port", Message.of("api.input.needed"));
        }
        if (url != null && port != null) {
            throw ApiProblem.badField(FIELD + "url", Message.of("api.input.url-or-port"));
        }
        return url != null
                ? new Address.Url(url)
                : new Address.PodPort(
                        FaultBody.inRange(FIELD + "port", port, 80, 1, LAST_PORT),
                        plainPath(),
                        plainScheme());
    }

    /**
     * Printable ASCII without a space, so that nothing in it ends the line that it is sent in; and
     * nothing that climbs, since it may be asked below a path of the API server.
     */
    private String plainPath() {
        String given = path == null || path.isBlank() ? "/" : path.strip();
        if (!given.matches("/[!-~&&[^#\\\\]]*") || given.length() > LONGEST_PATH || climbs(given)) {
            throw ApiProblem.badField(FIELD + "path", Message.of("api.input.path"));
        }
        return given;
    }

    private static boolean climbs(String path) {
        String plain = path.replaceFirst("\\?.*", "");
        return BAD_ESCAPE.matcher(path).find()
                || DOTS.matcher(plain).find()
                || plain.toLowerCase(Locale.ROOT).contains("%5c");
    }

    private String plainScheme() {
        String given = scheme == null ? "http" : scheme;
        if (!given.equals("http") && !given.equals("https")) {
            throw ApiProblem.badField(
                    FIELD + "scheme", Message.of("api.input.one-of", "http, https", given));
        }
        return given;
    }
}
