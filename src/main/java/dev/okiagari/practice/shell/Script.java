package dev.okiagari.practice.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A shell script as a tree. */
sealed interface Script {

    /** Words and redirections: what is run once they are expanded. */
    record Simple(List<Assignment> assignments, List<Word> words) implements Script {}

    record Redirected(Script body, List<Redirect> redirects) implements Script {}

    record Sequence(List<Script> parts) implements Script {}

    record Pipeline(List<Script> parts) implements Script {}

    record Not(Script body) implements Script {}

    /** Both, where the first is good (or, for {@code ||}, where it is not). */
    record Both(Script first, boolean whenGood, Script second) implements Script {}

    record Background(Script body) implements Script {}

    record Subshell(Script body) implements Script {}

    record If(Script condition, Script then, @Nullable Script otherwise) implements Script {}

    record While(Script condition, boolean until, Script body) implements Script {}

    /** Without words: over the arguments. */
    record For(String variable, @Nullable List<Word> words, Script body) implements Script {}

    record Case(Word subject, List<Branch> branches) implements Script {}

    record Function(String name, Script body) implements Script {}

    /** One alternative of a case. */
    record Branch(List<Word> patterns, Script body) {}

    /** A variable and its new value. */
    record Assignment(String name, Word value) {}

    /** Where a stream comes from or goes to. */
    record Redirect(int stream, String operator, Word target) {}

    /** What is expanded to a text, or to several. */
    record Word(List<Part> parts) {}

    /** A piece of a word. */
    sealed interface Part {

        boolean quoted();

        /** Itself. */
        record Text(String text, boolean quoted) implements Part {}

        /** A parameter, with what is to be done with its value. */
        record Parameter(String name, String operator, Word argument, boolean quoted)
                implements Part {}

        /** A sum, worked out once its parameters are expanded. */
        record Arithmetic(Word expression, boolean quoted) implements Part {}

        /** What a script writes. */
        record Output(Script script, boolean quoted) implements Part {}
    }
}
