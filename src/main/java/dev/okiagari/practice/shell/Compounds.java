package dev.okiagari.practice.shell;

import dev.okiagari.practice.shell.Script.Branch;
import dev.okiagari.practice.shell.Script.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads loops and choices. */
final class Compounds {

    private final Parser parser;
    private final Cursor cursor;
    private final Words words;

    Compounds(Parser parser, Cursor cursor, Words words) {
        this.parser = parser;
        this.cursor = cursor;
        this.words = words;
    }

    /** The compound command that begins here; null where something else does. */
    @Nullable Script compound() {
        if (cursor.take("(")) {
            Script body = parser.list();
            cursor.expect(')');
            return new Script.Subshell(body);
        }
        String word = cursor.plain();
        return switch (word) {
            case "{", "if", "while", "until", "for", "case" -> {
                boolean _ = cursor.keyword(word);
                yield rest(word);
            }
            default -> null;
        };
    }

    private Script rest(String keyword) {
        return switch (keyword) {
            case "{" -> {
                Script body = parser.list();
                cursor.demand("}");
                yield body;
            }
            case "if" -> choice();
            case "for" -> each();
            case "case" -> pick();
            default -> new Script.While(parser.list(), keyword.equals("until"), body());
        };
    }

    private Script body() {
        cursor.demand("do");
        Script body = parser.list();
        cursor.demand("done");
        return body;
    }

    private Script choice() {
        Script condition = parser.list();
        cursor.demand("then");
        Script then = parser.list();
        if (cursor.keyword("elif")) {
            return new Script.If(condition, then, choice());
        }
        Script otherwise = cursor.keyword("else") ? parser.list() : null;
        cursor.demand("fi");
        return new Script.If(condition, then, otherwise);
    }

    private Script each() {
        cursor.blanks();
        String variable = cursor.name();
        cursor.lines();
        List<Word> over = cursor.keyword("in") ? values() : null;
        cursor.blanks();
        boolean _ = cursor.take(";");
        return new Script.For(variable, over, body());
    }

    private List<Word> values() {
        List<Word> over = new ArrayList<>();
        cursor.blanks();
        while (!cursor.atEnd() && ";\n".indexOf(cursor.peek()) < 0) {
            over.add(words.word());
            cursor.blanks();
        }
        return over;
    }

    private Script pick() {
        cursor.blanks();
        Word subject = words.word();
        cursor.demand("in");
        List<Branch> branches = new ArrayList<>();
        cursor.lines();
        while (!cursor.keyword("esac")) {
            branches.add(branch());
            cursor.lines();
        }
        return new Script.Case(subject, branches);
    }

    private Branch branch() {
        boolean _ = cursor.take("(");
        List<Word> patterns = new ArrayList<>();
        do {
            cursor.blanks();
            patterns.add(words.word());
            cursor.blanks();
        } while (cursor.take("|"));
        cursor.expect(')');
        Branch branch = new Branch(patterns, parser.list());
        boolean _ = cursor.take(";;");
        return branch;
    }
}
