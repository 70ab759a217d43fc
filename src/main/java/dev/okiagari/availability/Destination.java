package dev.okiagari.availability;

/**
 * Where one request goes.
 *
 * @param host as the URL has it, without brackets
 * @param named what the request calls it: {@code host:port}
 * @param path with its query
 * @param mayBeLocal whether it may be this very machine: a pod's address, or what a setting names
 */
record Destination(
        boolean secure, String host, int port, String named, String path, boolean mayBeLocal) {

    static int usual(boolean secure) {
        return secure ? 443 : 80;
    }

    boolean isUsual() {
        return port == usual(secure);
    }
}
