package dev.okiagari.hostile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes HTML apart as a browser does (WHATWG, tokenization), but refuses what a browser would only
 * forgive: our templates write none of that, so it is other people's text.
 */
final class Html {

    private static final Set<String> RAW = Set.of("script", "style", "textarea", "title");
    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][^\\s/>]*)");
    private static final Pattern ATTRIBUTE =
            Pattern.compile(
                    "\\s+([^\\s\"'<>/=]+)(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'<>=`]+)))?");
    private static final Pattern ENTITY =
            Pattern.compile("&(?:#(\\d+)|#[xX]([0-9a-fA-F]+)|([a-zA-Z]+));");

    private final String html;
    private final List<Tag> tags = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int at;

    private Html(String html) {
        this.html = html;
    }

    /**
     * An element that begins.
     *
     * @param content what is in it, where that is no markup
     */
    record Tag(String name, Map<String, String> attributes, String content) {}

    /** What a page consists of. */
    record Parts(List<Tag> tags, String text) {}

    static Parts parts(String html) {
        return new Html(html).read();
    }

    private Parts read() {
        while (at < html.length()) {
            int next = html.indexOf('<', at);
            int end = next < 0 ? html.length() : next;
            text.append(decoded(html.substring(at, end))).append('\n');
            at = end;
            if (next >= 0) {
                markup();
            }
        }
        return new Parts(tags, text.toString());
    }

    private void markup() {
        if (html.startsWith("<!--", at)) {
            at = after("-->");
        } else if (html.regionMatches(true, at, "<!doctype html>", 0, 15)) {
            at += 15;
        } else {
            tag();
        }
    }

    private void tag() {
        Matcher tag = TAG.matcher(html).region(at, html.length());
        if (!tag.lookingAt()) {
            throw new AssertionError("a < that begins nothing: " + around());
        }
        at = tag.end();
        String name = tag.group(2).toLowerCase(Locale.ROOT);
        Map<String, String> attributes = attributes();
        if (tag.group(1).isEmpty()) {
            tags.add(new Tag(name, attributes, RAW.contains(name) ? raw(name) : ""));
        }
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher one = ATTRIBUTE.matcher(html);
        while (one.region(at, html.length()).lookingAt()) {
            String value = value(one);
            if (attributes.put(one.group(1).toLowerCase(Locale.ROOT), decoded(value)) != null) {
                throw new AssertionError("an attribute twice: " + around());
            }
            at = one.end();
        }
        Matcher end = Pattern.compile("\\s*/?>").matcher(html).region(at, html.length());
        if (!end.lookingAt()) {
            throw new AssertionError("a tag that does not end: " + around());
        }
        at = end.end();
        return attributes;
    }

    private static String value(Matcher attribute) {
        for (int group = 2; group <= 4; group++) {
            String value = attribute.group(group);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    private String raw(String name) {
        int begin = at;
        at = after("</" + name + ">");
        return html.substring(begin, at);
    }

    private int after(String end) {
        int found = html.indexOf(end, at);
        if (found < 0) {
            throw new AssertionError("no " + end + " after: " + around());
        }
        return found + end.length();
    }

    private String around() {
        return html.substring(Math.max(0, at - 80), Math.min(html.length(), at + 200));
    }

    static String decoded(String text) {
        return ENTITY.matcher(text).replaceAll(entity -> Matcher.quoteReplacement(meaning(entity)));
    }

    private static String meaning(java.util.regex.MatchResult entity) {
        if (entity.group(1) != null) {
            return Character.toString(Integer.parseInt(entity.group(1)));
        }
        if (entity.group(2) != null) {
            return Character.toString(Integer.parseInt(entity.group(2), 16));
        }
        return switch (entity.group(3)) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            case "apos" -> "'";
            case "amp" -> "&";
            default -> entity.group();
        };
    }
}
