package dev.okiagari.practice.shell;

import dev.okiagari.practice.shell.Script.Assignment;
import dev.okiagari.practice.shell.Script.Redirect;
import dev.okiagari.practice.shell.Script.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a script; what it cannot read is a {@link SyntaxError}. */
final class Parser {

    private static final Set<String> CLOSING =
            Set.of("then", "else", "elif", "fi", "do", "done", "esac", "}");
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_]\\w*)=");
    private static final Pattern REDIRECT = Pattern.compile("(\\d?)(>>|>&|<&|>|<)");

    private final Cursor cursor;
    private final Words words;
    private final Compounds compounds;

    Parser(String text) {
        this.cursor = new Cursor(text);
        this.words = new Words(this, cursor);
        this.compounds = new Compounds(this, cursor, words);
    }

    static Script of(String text) {
        return new Parser(text).whole();
    }

    Script whole() {
        Script script = list();
        if (!cursor.atEnd()) {
            throw cursor.unexpected();
        }
        return script;
    }

    /** The whole text as what is expanded, and no command. */
    Word text() {
        return words.rest();
    }

    Script list() {
        List<Script> parts = new ArrayList<>();
        while (true) {
            cursor.lines();
            if (ends()) {
                return new Script.Sequence(parts);
            }
            Script part = andOr();
            cursor.blanks();
            if (cursor.take("&")) {
                part = new Script.Background(part);
            } else if (!cursor.sees(";;")) {
                boolean _ = cursor.take(";");
            }
            parts.add(part);
        }
    }

    private boolean ends() {
        return cursor.atEnd()
                || cursor.peek() == ')'
                || cursor.sees(";;")
                || CLOSING.contains(cursor.plain());
    }

    private Script andOr() {
        Script left = pipeline();
        while (true) {
            cursor.blanks();
            boolean and = cursor.take("&&");
            if (!and && !cursor.take("||")) {
                return left;
            }
            cursor.lines();
            left = new Script.Both(left, and, pipeline());
        }
    }

    private Script pipeline() {
        cursor.blanks();
        boolean not = cursor.keyword("!");
        cursor.blanks();
        List<Script> parts = new ArrayList<>(List.of(command()));
        cursor.blanks();
        while (!cursor.sees("||") && cursor.take("|")) {
            cursor.lines();
            parts.add(command());
            cursor.blanks();
        }
        Script all = parts.size() == 1 ? parts.getFirst() : new Script.Pipeline(parts);
        return not ? new Script.Not(all) : all;
    }

    private Script command() {
        Script compound = compounds.compound();
        return compound == null ? simple() : redirected(compound);
    }

    private Script redirected(Script body) {
        List<Redirect> redirects = new ArrayList<>();
        cursor.blanks();
        while (redirect(redirects)) {
            cursor.blanks();
        }
        return redirects.isEmpty() ? body : new Script.Redirected(body, redirects);
    }

    private boolean redirect(List<Redirect> redirects) {
        Matcher matcher = cursor.take(REDIRECT);
        if (!matcher.hasMatch()) {
            return false;
        }
        String operator = matcher.group(2);
        int normal = operator.startsWith("<") ? 0 : 1;
        int stream = matcher.group(1).isEmpty() ? normal : Integer.parseInt(matcher.group(1));
        cursor.blanks();
        redirects.add(new Redirect(stream, operator, words.word()));
        return true;
    }

    private Script simple() {
        List<Assignment> assignments = new ArrayList<>();
        List<Word> all = new ArrayList<>();
        List<Redirect> redirects = new ArrayList<>();
        while (true) {
            cursor.blanks();
            if (redirect(redirects) || (all.isEmpty() && assignment(assignments))) {
                continue;
            }
            if (cursor.atEnd() || "\n;&|()".indexOf(cursor.peek()) >= 0) {
                break;
            }
            String name = cursor.plain();
            all.add(words.word());
            if (all.size() == 1 && cursor.take("()")) {
                cursor.lines();
                return new Script.Function(name, command());
            }
        }
        if (all.isEmpty() && assignments.isEmpty() && redirects.isEmpty()) {
            throw cursor.unexpected();
        }
        Script simple = new Script.Simple(assignments, all);
        return redirects.isEmpty() ? simple : new Script.Redirected(simple, redirects);
    }

    private boolean assignment(List<Assignment> assignments) {
        Matcher matcher = cursor.take(ASSIGNMENT);
        if (!matcher.hasMatch()) {
            return false;
        }
        assignments.add(new Assignment(matcher.group(1), words.word()));
        return true;
    }
}
