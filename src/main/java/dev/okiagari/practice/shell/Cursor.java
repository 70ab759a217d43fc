package dev.okiagari.practice.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in the text of a script, and what can be seen and taken there. */
final class Cursor {

    private static final Pattern PLAIN = Pattern.compile("[^\\s;&|<>()'\"$\\\\`]+");

    private final String text;
    private int at;

    Cursor(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    char peek() {
        return atEnd() ? '\0' : text.charAt(at);
    }

    boolean sees(String literal) {
        return text.startsWith(literal, at);
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

    SyntaxError unexpected() {
        return new SyntaxError(
                atEnd() ? "end of file unexpected" : "\"" + peek() + "\" unexpected");
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

    boolean take(String literal) {
        boolean there = sees(literal);
        at += there ? literal.length() : 0;
        return there;
    }

    /** What the pattern finds here, taken; a matcher without a match where it finds nothing. */
    Matcher take(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        at = matcher.lookingAt() ? matcher.end() : at;
        return matcher;
    }

    void blanks() {
        while (peek() == ' ' || peek() == '\t' || sees("\\\n")) {
            at += peek() == '\\' ? 2 : 1;
        }
        if (peek() == '#') {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        }
    }

    void lines() {
        blanks();
        while (peek() == '\n') {
            at++;
            blanks();
        }
    }

    /** The plain word that comes next, left there; empty where something else comes. */
    String plain() {
        Matcher matcher = PLAIN.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? matcher.group() : "";
    }

    boolean keyword(String word) {
        boolean there = plain().equals(word);
        at += there ? word.length() : 0;
        return there;
    }

    void demand(String word) {
        lines();
        if (!keyword(word)) {
            throw new SyntaxError("expecting \"" + word + "\"");
        }
    }
}
