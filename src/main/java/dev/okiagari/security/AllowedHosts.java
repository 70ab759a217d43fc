package dev.okiagari.security;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names under which requests are answered: those of loopback and those that are listed. */
final class AllowedHosts {

    private static final Pattern PARTS = Pattern.compile("(\\[[^\\]]*]|[^:\\[\\]]*)(?::\\d{1,5})?");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|\\[::1]|127(?:\\.\\d{1,3}){3}");

    private final Set<String> listed;

    AllowedHosts(Collection<String> listed) {
        this.listed = listed.stream().map(AllowedHosts::normal).collect(Collectors.toSet());
    }

    /** Whether a Host header, with or without a port, is one of ours. */
    boolean allow(@Nullable String header) {
        if (header == null) {
            return false;
        }
        var parts = PARTS.matcher(header.strip().toLowerCase(Locale.ROOT));
        return parts.matches() && allowName(parts.group(1));
    }

    private boolean allowName(String name) {
        return LOOPBACK.matcher(name).matches() || listed.contains(name);
    }

    private static String normal(String host) {
        var name = host.strip().toLowerCase(Locale.ROOT);
        return name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
    }
}
