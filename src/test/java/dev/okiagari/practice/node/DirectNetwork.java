package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Site;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A network without sockets: whoever asks is answered by the site itself. */
final class DirectNetwork implements Network {

    private final Map<Address, Site> sites = new HashMap<>();
    private int last = 1;
    private int stolen;

    /** The next addresses that are opened are taken by somebody else before. */
    void steal(int count) {
        stolen = count;
    }

    @Override
    public Address claim() {
        return new Address("10.244.0." + ++last, 8080);
    }

    @Override
    public void open(Address address, Site site, Runnable taken) {
        if (stolen-- > 0) {
            taken.run();
            return;
        }
        sites.put(address, site);
        site.onClose(() -> sites.remove(address));
    }

    @Override
    public CompletableFuture<Integer> get(Address address, String path) {
        Site site = sites.get(address);
        return site == null ? refused(address) : site.answer().thenApply(body -> 200);
    }

    @Override
    public CompletableFuture<Void> connect(Address address) {
        return sites.containsKey(address)
                ? CompletableFuture.completedFuture(null)
                : refused(address);
    }

    private static <T> CompletableFuture<T> refused(Address address) {
        return CompletableFuture.failedFuture(
                new Refused("dial tcp " + address.ip() + ":8080: connect: connection refused"));
    }
}
