package dev.okiagari.practice.shell;

/** Leaves what is being run: the whole shell, a function, or a loop. */
final class Leave extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String what;
    private final int code;

    /**
     * @param what the command that leaves, such as {@code break}
     */
    Leave(String what, int code) {
        super(what, null, false, false);
        this.what = what;
        this.code = code;
    }

    int code() {
        return code;
    }

    boolean leavesFunction() {
        return what.equals("return");
    }

    /** Whether a loop that is left so is over; thrown on where it is not the loop that is meant. */
    boolean endsLoop() {
        if (what.equals("continue")) {
            return false;
        }
        if (!what.equals("break")) {
            throw this;
        }
        return true;
    }
}
