package dev.okiagari.practice.machine;

/** Ends the thread that plays a process which is no more. */
public final class Killed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;

    Killed(int code) {
        super("killed", null, false, false);
        this.code = code;
    }

    public int code() {
        return code;
    }
}
