package dev.okiagari.practice.shell;

import dev.okiagari.practice.shell.Script.Assignment;
import dev.okiagari.practice.shell.Script.Branch;
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
    private static final Pattern PLAIN = Pattern.compile("[^\\s;&|<>()'\"$\\\\`]+");
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w*=");
    private static final Pattern REDIRECT = Pattern.compile("(\\d?)(>>|>&|<&|>|<)");

    private final String text;
    private final Words words = new Words(this);
    private int at;

    Parser(String text) {
        this.text = text;
    }

    Script whole() {
        Script script = list();
        if (!atEnd()) {
            throw new SyntaxError("\"" + text.charAt(at) + "\" unexpected");
        }
        return script;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    char peek() {
        return atEnd() ? '\0' : text.charAt(at);
    }

    char next() {
        if (atEnd()) {
            throw new SyntaxError("end of file unexpected");
        }
        return text.charAt(at++);
    }

    void expect(char wanted) {
        if (peek() != wanted || next() != wanted) {
            throw new SyntaxError("end of file unexpected (expecting \"" + wanted + "\")");
        }
    }

    String until(char end) {
        int found = text.indexOf(end, at);
        if (found < 0) {
            throw new SyntaxError("Unterminated quoted string");
        }
        String between = text.substring(at, found);
        at = found + 1;
        return between;
    }

    String name() {
        int from = at;
        while (Character.isLetterOrDigit(peek()) || peek() == '_') {
            at++;
        }
        return text.substring(from, at);
    }

    private boolean take(String literal) {
        boolean there = text.startsWith(literal, at);
        at += there ? literal.length() : 0;
        return there;
    }

    private void blanks() {
        while (peek() == ' ' || peek() == '\t' || text.startsWith("\\\n", at)) {
            at += peek() == '\\' ? 2 : 1;
        }
        if (peek() == '#') {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        }
    }

    private void lines() {
        blanks();
        while (peek() == '\n') {
            at++;
            blanks();
        }
    }

    /** The plain word that comes next, left there; empty where something else comes. */
    private String plain() {
        Matcher matcher = PLAIN.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? matcher.group() : "";
    }

    private boolean keyword(String word) {
        boolean there = plain().equals(word);
        at += there ? word.length() : 0;
        return there;
    }

    private void demand(String word) {
        lines();
        if (!keyword(word)) {
            throw new SyntaxError("expecting \"" + word + "\"");
        }
    }

    Script list() {
        List<Script> parts = new ArrayList<>();
        while (true) {
            lines();
            if (atEnd()
                    || peek() == ')'
                    || text.startsWith(";;", at)
                    || CLOSING.contains(plain())) {
                return new Script.Sequence(parts);
            }
            Script part = andOr();
            blanks();
            if (peek() == '&') {
                at++;
                part = new Script.Background(part);
            } else if (peek() == ';' && !text.startsWith(";;", at)) {
                at++;
            }
            parts.add(part);
        }
    }

    private Script andOr() {
        Script left = pipeline();
        while (true) {
            blanks();
            boolean and = take("&&");
            if (!and && !take("||")) {
                return left;
            }
            lines();
            left = new Script.Both(left, and, pipeline());
        }
    }

    private Script pipeline() {
        blanks();
        boolean not = keyword("!");
        blanks();
        List<Script> parts = new ArrayList<>(List.of(command()));
        blanks();
        while (peek() == '|' && !text.startsWith("||", at)) {
            at++;
            lines();
            parts.add(command());
            blanks();
        }
        Script all = parts.size() == 1 ? parts.getFirst() : new Script.Pipeline(parts);
        return not ? new Script.Not(all) : all;
    }

    private Script command() {
        if (peek() == '(') {
            at++;
            Script body = list();
            expect(')');
            return redirected(new Script.Subshell(body));
        }
        return switch (plain()) {
            case "{" -> {
                at++;
                Script body = list();
                demand("}");
                yield redirected(body);
            }
            case "if" -> {
                at += 2;
                yield redirected(ifRest());
            }
            case "while", "until" -> {
                boolean until = keyword("until");
                at += until ? 0 : 5;
                Script condition = list();
                yield redirected(new Script.While(condition, until, body()));
            }
            case "for" -> {
                at += 3;
                yield redirected(forRest());
            }
            case "case" -> {
                at += 4;
                yield redirected(caseRest());
            }
            default -> simple();
        };
    }

    private Script body() {
        demand("do");
        Script body = list();
        demand("done");
        return body;
    }

    private Script ifRest() {
        Script condition = list();
        demand("then");
        Script then = list();
        if (keyword("elif")) {
            return new Script.If(condition, then, ifRest());
        }
        Script otherwise = keyword("else") ? list() : null;
        demand("fi");
        return new Script.If(condition, then, otherwise);
    }

    private Script forRest() {
        blanks();
        String variable = name();
        lines();
        List<Word> over = null;
        if (keyword("in")) {
            over = new ArrayList<>();
            blanks();
            while (!atEnd() && ";\n".indexOf(peek()) < 0) {
                over.add(words.word());
                blanks();
            }
        }
        blanks();
        take(";");
        return new Script.For(variable, over, body());
    }

    private Script caseRest() {
        blanks();
        Word subject = words.word();
        demand("in");
        List<Branch> branches = new ArrayList<>();
        lines();
        while (!keyword("esac")) {
            take("(");
            List<Word> patterns = new ArrayList<>();
            do {
                blanks();
                patterns.add(words.word());
                blanks();
            } while (take("|"));
            expect(')');
            branches.add(new Branch(patterns, list()));
            take(";;");
            lines();
        }
        return new Script.Case(subject, branches);
    }

    private Script redirected(Script body) {
        List<Redirect> redirects = new ArrayList<>();
        blanks();
        while (redirect(redirects)) {
            blanks();
        }
        return redirects.isEmpty() ? body : new Script.Redirected(body, redirects);
    }

    private boolean redirect(List<Redirect> redirects) {
        Matcher matcher = REDIRECT.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        at = matcher.end();
        String operator = matcher.group(2);
        int normal = operator.startsWith("<") ? 0 : 1;
        int stream = matcher.group(1).isEmpty() ? normal : Integer.parseInt(matcher.group(1));
        blanks();
        redirects.add(new Redirect(stream, operator, words.word()));
        return true;
    }

    private Script simple() {
        List<Assignment> assignments = new ArrayList<>();
        List<Word> all = new ArrayList<>();
        List<Redirect> redirects = new ArrayList<>();
        while (true) {
            blanks();
            if (redirect(redirects)) {
                continue;
            }
            if (atEnd() || "\n;&|()".indexOf(peek()) >= 0) {
                break;
            }
            Matcher assignment = ASSIGNMENT.matcher(text).region(at, text.length());
            if (all.isEmpty() && assignment.lookingAt()) {
                at = assignment.end();
                assignments.add(new Assignment(assignment.group().replace("=", ""), words.word()));
            } else {
                String name = plain();
                all.add(words.word());
                if (all.size() == 1 && take("()")) {
                    lines();
                    return new Script.Function(name, command());
                }
            }
        }
        if (all.isEmpty() && assignments.isEmpty() && redirects.isEmpty()) {
            throw new SyntaxError(
                    atEnd() ? "end of file unexpected" : "\"" + peek() + "\" unexpected");
        }
        Script simple = new Script.Simple(assignments, all);
        return redirects.isEmpty() ? simple : new Script.Redirected(simple, redirects);
    }
}
