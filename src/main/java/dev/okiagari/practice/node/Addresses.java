package dev.okiagari.practice.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Chooses where pods answer: each on an address of its own where the machine has such, else on a
 * free port of the usual one.
 */
final class Addresses {

    private static final int PORT = 8080;
    private static final int ATTEMPTS = 8;
    private static final String USUAL = "127.0.0.1";

    private final RandomGenerator random;
    private final Binder binder;

    Addresses(RandomGenerator random, Binder binder) {
        this.random = random;
        this.binder = binder;
    }

    /** Knows what can be bound. */
    @FunctionalInterface
    interface Binder {

        /**
         * Tries an address.
         *
         * @param port 0 for any
         * @return the port that could be bound; empty where none could
         */
        OptionalInt bindable(String ip, int port);
    }

    Network.Address claim() {
        for (int i = 0; i < ATTEMPTS; i++) {
            String ip = own();
            if (binder.bindable(ip, PORT).isPresent()) {
                return new Network.Address(ip, PORT);
            }
        }
        return new Network.Address(USUAL, binder.bindable(USUAL, 0).orElse(PORT));
    }

    private String own() {
        return "127."
                + random.nextInt(1, 255)
                + "."
                + random.nextInt(256)
                + "."
                + random.nextInt(2, 255);
    }

    static OptionalInt bindable(String ip, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(ip))) {
            return OptionalInt.of(socket.getLocalPort());
        } catch (IOException taken) {
            return OptionalInt.empty();
        }
    }
}
