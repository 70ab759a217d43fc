package dev.okiagari.practice.machine;

/**
 * As whom a container's processes run, and what they may do besides, as the kernel's masks.
 *
 * @param effective what a process may do
 * @param bounding what it could be given
 */
public record Privileges(int user, int group, long effective, long bounding) {

    /** What a container runtime leaves to root. */
    public static final long USUAL = 0xa80425fbL;

    /** All capabilities. */
    public static final long ALL = 0x1ffffffffffL;

    public static final Privileges ROOT = new Privileges(0, 0, USUAL, USUAL);

    private static final long KILL = 1L << 5;

    /** Whether a signal to a process of somebody is allowed. */
    boolean maySignal(Privileges other) {
        return (effective & KILL) != 0 || user == other.user;
    }
}
