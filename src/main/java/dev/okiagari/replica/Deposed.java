package dev.okiagari.replica;

/** Another replica records now: what this one still had to write is not taken any more. */
public final class Deposed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Deposed() {
        super("another replica records");
    }
}
