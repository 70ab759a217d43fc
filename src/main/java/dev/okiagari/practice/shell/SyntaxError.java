package dev.okiagari.practice.shell;

/** A script that is none. */
final class SyntaxError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SyntaxError(String what) {
        super("Syntax error: " + what, null, false, false);
    }
}
