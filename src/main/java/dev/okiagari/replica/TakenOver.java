package dev.okiagari.replica;

/** Another replica took this one for gone, and has taken up what it was at. */
public final class TakenOver extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TakenOver(String what) {
        super(what + " was taken up by another replica");
    }
}
