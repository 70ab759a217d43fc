package dev.okiagari.cluster;

/** There is no connection to a cluster yet. */
public class NotConnectedException extends RuntimeException {

    NotConnectedException() {
        super("not connected to a cluster");
    }
}
