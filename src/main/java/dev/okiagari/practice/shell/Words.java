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
    private final Cursor cursor;

    Words(Parser parser, Cursor cursor) {
        this.parser = parser;
        this.cursor = cursor;
    }

    Word word() {
        return new Word(parts(ENDS, false));
    }

    /** Parts up to one of the ends, which is left there. */
    private List<Part> parts(String ends, boolean quoted) {
        List<Part> parts = new ArrayList<>();
        while (!cursor.atEnd() && ends.indexOf(cursor.peek()) < 0) {
            char c = cursor.next();
            switch (c) {
                case '\\' -> parts.add(escape(quoted));
                case '$' -> parts.add(dollar(quoted));
                case '`' -> throw new SyntaxError("backquotes are not supported, use $( )");
                case '\'' ->
                        parts.add(
                                quoted
                                        ? new Part.Text("'", true)
                                        : new Part.Text(cursor.until('\''), true));
                case '"' -> {
                    parts.add(new Part.Text("", true));
                    parts.addAll(parts("\"", true));
                    cursor.expect('"');
                }
                default -> parts.add(new Part.Text(String.valueOf(c), quoted));
            }
        }
        return parts;
    }

    private Part escape(boolean quoted) {
        char c = cursor.next();
        boolean kept = quoted && "$`\"\\\n".indexOf(c) < 0;
        return new Part.Text(c == '\n' ? "" : kept ? "\\" + c : String.valueOf(c), true);
    }

    private Part dollar(boolean quoted) {
        if (cursor.atEnd()) {
            return new Part.Text("$", quoted);
        }
        char c = cursor.peek();
        if (cursor.take("((")) {
            return new Part.Arithmetic(new Parser(sum()).text(), quoted);
        }
        if (c == '(') {
            cursor.next();
            Script script = parser.list();
            cursor.expect(')');
            return new Part.Output(script, quoted);
        }
        if (c == '{') {
            cursor.next();
            return braced(quoted);
        }
        if ("@*#?$!-".indexOf(c) >= 0 || Character.isDigit(c)) {
            return parameter(String.valueOf(cursor.next()), quoted);
        }
        String name = cursor.name();
        return name.isEmpty() ? new Part.Text("$", quoted) : parameter(name, quoted);
    }

    /** What stands before the two closing brackets. */
    private String sum() {
        StringBuilder sum = new StringBuilder();
        int depth = 0;
        while (depth > 0 || !cursor.sees("))")) {
            char c = cursor.next();
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            sum.append(c);
        }
        boolean _ = cursor.take("))");
        return sum.toString();
    }

    /** All that is left, as one word. */
    Word rest() {
        return new Word(parts("", true));
    }

    private static Part parameter(String name, boolean quoted) {
        return new Part.Parameter(name, "", new Word(List.of()), quoted);
    }

    private Part braced(boolean quoted) {
        if (cursor.peek() == '#') {
            cursor.next();
            if (cursor.peek() == '}') {
                cursor.next();
                return parameter("#", quoted);
            }
            String name = cursor.name();
            cursor.expect('}');
            return new Part.Parameter(name, "length", new Word(List.of()), quoted);
        }
        String name =
                "@*?$!-".indexOf(cursor.peek()) >= 0
                        ? String.valueOf(cursor.next())
                        : cursor.name();
        String operator = operator();
        Word argument = new Word(parts("}", false));
        cursor.expect('}');
        return new Part.Parameter(name, operator, argument, quoted);
    }

    private String operator() {
        char c = cursor.peek();
        if (c == '}') {
            return "";
        }
        cursor.next();
        boolean twice = (c == '#' || c == '%') && cursor.peek() == c;
        boolean colon = c == ':' && OPERATORS.indexOf(cursor.peek()) >= 0;
        if (twice || colon) {
            return String.valueOf(c) + cursor.next();
        }
        if (OPERATORS.indexOf(c) < 0 && c != '#' && c != '%') {
            throw new SyntaxError("Bad substitution");
        }
        return String.valueOf(c);
    }
}
