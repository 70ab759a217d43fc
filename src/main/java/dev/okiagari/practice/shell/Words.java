package dev.okiagari.practice.shell;

import dev.okiagari.practice.shell.Script.Part;
import dev.okiagari.practice.shell.Script.Word;
import java.util.ArrayList;
import java.util.List;

/** Reads words from a script: quotes, parameters and substitutions. */
final class Words {

    private static final String ENDS = " \t\n;&|<>()";
    private static final String OPERATORS = "-=+?";

    private final Parser parser;

    Words(Parser parser) {
        this.parser = parser;
    }

    Word word() {
        return new Word(parts(ENDS, false));
    }

    /** Parts up to one of the ends, which is left there. */
    private List<Part> parts(String ends, boolean quoted) {
        List<Part> parts = new ArrayList<>();
        while (!parser.atEnd() && ends.indexOf(parser.peek()) < 0) {
            char c = parser.next();
            switch (c) {
                case '\\' -> parts.add(escape(quoted));
                case '$' -> parts.add(dollar(quoted));
                case '`' -> throw new SyntaxError("backquotes are not supported, use $( )");
                case '\'' ->
                        parts.add(
                                quoted
                                        ? new Part.Text("'", true)
                                        : new Part.Text(parser.until('\''), true));
                case '"' -> {
                    parts.add(new Part.Text("", true));
                    parts.addAll(parts("\"", true));
                    parser.expect('"');
                }
                default -> parts.add(new Part.Text(String.valueOf(c), quoted));
            }
        }
        return parts;
    }

    private Part escape(boolean quoted) {
        char c = parser.next();
        boolean kept = quoted && "$`\"\\\n".indexOf(c) < 0;
        return new Part.Text(c == '\n' ? "" : kept ? "\\" + c : String.valueOf(c), true);
    }

    private Part dollar(boolean quoted) {
        if (parser.atEnd()) {
            return new Part.Text("$", quoted);
        }
        char c = parser.peek();
        if (c == '(') {
            parser.next();
            Script script = parser.list();
            parser.expect(')');
            return new Part.Output(script, quoted);
        }
        if (c == '{') {
            parser.next();
            return braced(quoted);
        }
        if ("@*#?$!-".indexOf(c) >= 0 || Character.isDigit(c)) {
            return parameter(String.valueOf(parser.next()), quoted);
        }
        String name = parser.name();
        return name.isEmpty() ? new Part.Text("$", quoted) : parameter(name, quoted);
    }

    private static Part parameter(String name, boolean quoted) {
        return new Part.Parameter(name, "", new Word(List.of()), quoted);
    }

    private Part braced(boolean quoted) {
        if (parser.peek() == '#') {
            parser.next();
            if (parser.peek() == '}') {
                parser.next();
                return parameter("#", quoted);
            }
            String name = parser.name();
            parser.expect('}');
            return new Part.Parameter(name, "length", new Word(List.of()), quoted);
        }
        String name =
                "@*?$!-".indexOf(parser.peek()) >= 0
                        ? String.valueOf(parser.next())
                        : parser.name();
        String operator = operator();
        Word argument = new Word(parts("}", false));
        parser.expect('}');
        return new Part.Parameter(name, operator, argument, quoted);
    }

    private String operator() {
        char c = parser.peek();
        if (c == '}') {
            return "";
        }
        parser.next();
        boolean twice = (c == '#' || c == '%') && parser.peek() == c;
        boolean colon = c == ':' && OPERATORS.indexOf(parser.peek()) >= 0;
        if (twice || colon) {
            return String.valueOf(c) + parser.next();
        }
        if (OPERATORS.indexOf(c) < 0 && c != '#' && c != '%') {
            throw new SyntaxError("Bad substitution");
        }
        return String.valueOf(c);
    }
}
