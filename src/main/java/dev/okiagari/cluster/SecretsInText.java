package dev.okiagari.cluster;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides what looks like a secret in a text that a program wrote. It would rather hide too much:
 * what follows the name of a secret goes up to the next space. A text may be long and hostile, so
 * no pattern looks back, and none repeats a choice more than a bounded number of times.
 */
final class SecretsInText {

    private static final String HIDDEN = Secrets.HIDDEN;

    private static final String KEY = "[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----";

    private static final Pattern END_OF_KEY = Pattern.compile("-----END " + KEY);

    private static final String NAME =
            "(?:pass(?:word|wd|phrase|code)|\\bpwd|secret|token|api[-_ ]?key|access[-_]?key"
                    + "|account[-_]?key|private[-_]?key|credential|bearer)";

    /** What is hidden, and what is shown in its place, in this order. */
    private static final List<Rule> RULES =
            List.of(
                    // its end may be beyond the last line
                    new Rule("(?s)-----BEGIN " + KEY + ".*?(?:-----END " + KEY + "|\\z)", HIDDEN),
                    new Rule(
                            "(?i)\\b((?:proxy-)?authorization[\"']?\\s{0,3}[:=]\\s{0,3})[^\\r\\n]++",
                            "$1" + HIDDEN),
                    new Rule(
                            "(?i)\\b((?:set-)?cookie[\"']?\\s{0,3}:\\s{0,3})[^\\r\\n]++",
                            "$1" + HIDDEN),
                    new Rule(
                            "(?i)\\b(bearer|basic)\\s{1,3}[A-Za-z0-9+/=._~-]{8,}+", "$1 " + HIDDEN),
                    new Rule("\\beyJ[\\w-]{8,}+\\.[\\w-]{8,}+(?:\\.[\\w-]*+)?", HIDDEN),
                    new Rule("\\b(?:AKIA|ASIA|AGPA|AROA|AIDA)[A-Z0-9]{12,}+", HIDDEN),
                    new Rule("\\bgh[pousr]_[A-Za-z0-9]{20,}+", HIDDEN),
                    new Rule("\\bgithub_pat_\\w{20,}+", HIDDEN),
                    new Rule("\\bglpat-[\\w-]{16,}+", HIDDEN),
                    new Rule("\\bxox[a-z]-[\\w-]{10,}+", HIDDEN),
                    new Rule("\\b[sr]k_(?:live|test)_\\w{10,}+", HIDDEN),
                    new Rule("\\bAIza[\\w-]{30,}+", HIDDEN),
                    new Rule(
                            "(\\b[a-zA-Z][\\w+.-]{0,20}://[^/\\s:@]{0,100}:)[^/\\s@]{1,1000}@",
                            "$1" + HIDDEN + "@"),
                    assigned(quoted('"')),
                    assigned(quoted('\'')),
                    assigned("[^\\s\"']\\S*+"),
                    new Rule(
                            "(?i)((?:^|\\s)--?[\\w-]{0,40}"
                                    + NAME
                                    + "[\\w-]{0,40}\\s{1,3})[^\\s•-]\\S*+",
                            "$1" + HIDDEN));

    private SecretsInText() {}

    static String mask(String text) {
        String masked = withoutEndOfKey(text);
        for (Rule rule : RULES) {
            masked = rule.pattern().matcher(masked).replaceAll(rule.shown());
        }
        return masked;
    }

    /** A key whose beginning is not among the last lines. */
    private static String withoutEndOfKey(String text) {
        Matcher end = END_OF_KEY.matcher(text);
        boolean cut = end.find() && !text.substring(0, end.start()).contains("-----BEGIN ");
        return cut ? HIDDEN + text.substring(end.end()) : text;
    }

    /** With quotes in it escaped or doubled; its end may be on a line that is not there. */
    private static String quoted(char quote) {
        String plain = "[^" + quote + "\\\\\\r\\n]*+";
        return quote
                + plain
                + "(?:(?:\\\\.|"
                + quote
                + quote
                + ")"
                + plain
                + "){0,200}+"
                + quote
                + "?";
    }

    /**
     * {@code name=value}, {@code name: value}, {@code "name": "value"}, {@code name => value}, and
     * the same with its quotes escaped.
     */
    private static Rule assigned(String value) {
        return new Rule(
                "(?i)("
                        + NAME
                        + "[\\w.-]{0,40}\\\\?[\"']?\\]?\\s{0,3}(?>=>|:=|[:=])\\s{0,3}+\\\\?+)(?!•)"
                        + value,
                "$1" + HIDDEN);
    }

    private record Rule(Pattern pattern, String shown) {

        Rule(String pattern, String shown) {
            this(Pattern.compile(pattern), shown);
        }
    }
}
