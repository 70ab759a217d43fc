package dev.okiagari.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges whether other people's text in a page has become anything but text. */
final class Pages {

    private static final Set<String> LINKS =
            Set.of("href", "src", "action", "formaction", "poster", "data", "hx-get", "hx-post");
    private static final Set<String> NEVER =
            Set.of("iframe", "object", "embed", "base", "frame", "applet", "style", "hx-include");
    private static final Pattern OURS = Pattern.compile("(/(?![/\\\\])|[?#]|$).*", Pattern.DOTALL);
    private static final Pattern MANUAL =
            Pattern.compile("https://kubernetes\\.io/docs/[a-z/-]+(#[a-z-]+)?");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]");

    private Pages() {}

    /**
     * @param what the request, to be named where it fails
     */
    static Html.Parts check(String what, String html) {
        Html.Parts page;
        try {
            page = Html.parts(html);
        } catch (AssertionError broken) {
            throw new AssertionError(what + ": " + broken.getMessage(), broken);
        }
        page.tags().forEach(tag -> check(what, tag));
        assertThat(html).as(what).doesNotContain(Hostile.COMPUTED);
        assertThat(CONTROL.matcher(html).find()).as("%s: a control character", what).isFalse();
        return page;
    }

    private static void check(String what, Html.Tag tag) {
        assertThat(tag.name()).as(what).doesNotContain(Hostile.MARK).isNotIn(NEVER);
        if (tag.name().equals("script")) {
            assertThat(tag.content()).as("%s: script %s", what, tag).isEqualTo("</script>");
        }
        if (tag.name().equals("meta")) {
            assertThat(tag.attributes()).as(what).doesNotContainKey("http-equiv");
        }
        tag.attributes().forEach((name, value) -> check(what, tag, name, value));
    }

    private static void check(String what, Html.Tag tag, String name, String value) {
        String where = what + ": " + name + " of " + tag;
        assertThat(name)
                .as(where)
                .doesNotContain(Hostile.MARK)
                .doesNotStartWith("on")
                .doesNotStartWith("hx-on")
                .isNotIn("style", "srcdoc");
        if (LINKS.contains(name) || name.endsWith(":href")) {
            assertThat(isOurs(tag, value)).as("%s leads elsewhere: %s", where, value).isTrue();
        }
    }

    private static boolean isOurs(Html.Tag tag, String link) {
        return OURS.matcher(link).matches()
                || MANUAL.matcher(link).matches()
                || (tag.name().equals("link")
                        && "icon".equals(tag.attributes().get("rel"))
                        && link.toLowerCase(Locale.ROOT).startsWith("data:image/"));
    }
}
