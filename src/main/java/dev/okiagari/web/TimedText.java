package dev.okiagari.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text of the domain with the instants in it apart, so that a page shows them as it shows every
 * time. The arguments of its message are marked, and looked for again once it is in a language.
 * Templates call it.
 */
final class TimedText {

    private static final String OPEN = "\uE000";
    private static final String CLOSE = "\uE001";
    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");
    private static final Pattern MARKED =
            Pattern.compile(OPEN + "(" + INSTANT.pattern() + ")" + CLOSE);

    private TimedText() {}

    /**
     * A piece of it.
     *
     * @param at null where it is none
     * @param text empty where it is an instant
     */
    record Part(@Nullable Moment at, String text) {}

    /** Those that are instants between marks, which other people's text is kept free of. */
    public static Object[] marked(List<String> arguments) {
        return arguments.stream().map(TimedText::marked).toArray();
    }

    private static String marked(String argument) {
        String clean = argument.replace(OPEN, "").replace(CLOSE, "");
        return INSTANT.matcher(clean).matches() && parsed(clean) != null
                ? OPEN + clean + CLOSE
                : clean;
    }

    /** The pieces of a text whose arguments were marked, in their order. */
    public static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher marked = MARKED.matcher(text);
        int from = 0;
        while (marked.find()) {
            add(parts, text.substring(from, marked.start()));
            parts.add(new Part(Moment.of(parsed(marked.group(1))), ""));
            from = marked.end();
        }
        add(parts, text.substring(from));
        return parts;
    }

    private static void add(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Part(null, text));
        }
    }

    /** Null where it only looks like one. */
    private static @Nullable Instant parsed(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException impossible) {
            return null;
        }
    }
}
