package dev.okiagari.web;

import dev.okiagari.safety.AuditEntry;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of the log on its page.
 *
 * @param result in words
 * @param made what the act made, by its id; null where it made nothing that has a page
 */
record AuditLine(
        Moment at,
        String user,
        @Nullable String address,
        @Nullable String how,
        String action,
        String target,
        String result,
        @Nullable Made made) {

    private static final Pattern WITH_ID =
            Pattern.compile("(\\w+) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    private static final Map<String, String> PAGES =
            Map.of(
                    "inject", "/experiments/",
                    "probe-change", "/liveness/changes/",
                    "probe-undo", "/liveness/changes/",
                    "prove", "/proofs/");

    record Made(String id, String href) {}

    static AuditLine of(AuditEntry entry) {
        Matcher withId = WITH_ID.matcher(entry.result());
        String page = PAGES.get(entry.action());
        boolean isLinked = page != null && withId.matches();
        return new AuditLine(
                Moment.at(entry.at()),
                entry.user(),
                entry.address(),
                entry.authentication(),
                entry.action(),
                entry.target(),
                isLinked ? withId.group(1) : entry.result(),
                isLinked ? new Made(withId.group(2), page + withId.group(2)) : null);
    }
}
