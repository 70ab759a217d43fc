package dev.okiagari.contract;

/** Signals to processes of this machine. */
final class Signals {

    private Signals() {}

    /**
     * @param name without {@code SIG}
     */
    static void send(String name, long pid) {
        Command.run("kill", "-" + name, String.valueOf(pid));
    }
}
