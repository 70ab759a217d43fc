package dev.okiagari.history;

/** A cursor that no list gave out, or that belongs to another query. */
public final class BadCursorException extends RuntimeException {

    private final String cursor;

    BadCursorException(String cursor) {
        super("The cursor belongs to another query, or was not given out by this server.");
        this.cursor = cursor;
    }

    public String cursor() {
        return cursor;
    }
}
