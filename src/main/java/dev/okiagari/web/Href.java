package dev.okiagari.web;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** Builds links of which every part may be other people's text. */
final class Href {

    private final StringBuilder text;
    private char next = '?';

    private Href(String path) {
        text = new StringBuilder(path);
    }

    /** A link to a path that is ours. */
    static Href to(String path) {
        return new Href(path);
    }

    static String container(String namespace, String pod, String container) {
        return "/pods/" + segment(namespace) + "/" + segment(pod) + "/" + segment(container);
    }

    /** With one more parameter, unless it has no value. */
    Href with(String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            text.append(next).append(name).append('=');
            text.append(UriUtils.encode(value.toString(), StandardCharsets.UTF_8));
            next = '&';
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String segment(String part) {
        return UriUtils.encode(part, StandardCharsets.UTF_8);
    }
}
