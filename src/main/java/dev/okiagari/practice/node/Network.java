package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Site;
import java.util.concurrent.CompletableFuture;

/** Where containers answer, and how the kubelet asks them. */
public interface Network {

    /** An address for a new pod, where its port is free. */
    Address claim();

    /**
     * From now on the site answers there, until it closes.
     *
     * @param taken called, later and from any thread, where something else listens there by now
     */
    void open(Address address, Site site, Runnable taken);

    /**
     * What a probe gets.
     *
     * @return the status code, or completes with a {@link Refused} in the kubelet's words
     */
    CompletableFuture<Integer> get(Address address, String path);

    /** Whether a connection can be made; completes with a {@link Refused} where not. */
    CompletableFuture<Void> connect(Address address);

    /** An address that a pod answers on. */
    record Address(String ip, int port) {}

    /** A request that got no answer. */
    final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message, null, false, false);
        }
    }
}
