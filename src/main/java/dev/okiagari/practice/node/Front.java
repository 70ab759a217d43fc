package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.machine.Site;
import java.time.Duration;

/** Where one run of a container answers; says so when it cannot, and tries elsewhere. */
final class Front {

    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final int ATTEMPTS = 6;

    private final Node node;
    private final PodWorker pod;
    private final Container container;
    private int attempts;

    Front(Node node, PodWorker pod, Container container) {
        this.node = node;
        this.pod = pod;
        this.container = container;
    }

    void open(Site site) {
        Network.Address address = pod.address();
        site.listensAt(address.port());
        node.network().open(address, site, () -> node.loop().run(() -> taken(address, site)));
    }

    private void taken(Network.Address address, Site site) {
        attempts++;
        String where = address.ip() + ":" + address.port();
        container.machine().ifPresent(machine -> complain(machine, where, attempts < ATTEMPTS));
        if (attempts < ATTEMPTS) {
            node.loop().after(AGAIN, () -> again(site));
        }
    }

    /** The address may be free again at once; a pod that has it for itself moves the next time. */
    private void again(Site site) {
        if (container.machine().isEmpty()) {
            return;
        }
        if (attempts > 1) {
            pod.move(node.network().claim());
        }
        open(site);
    }

    private void complain(Machine machine, String where, boolean goesOn) {
        machine.print("listen tcp " + where + ": bind: address already in use");
        container.event(
                "Warning",
                "FailedBind",
                "Another program has taken "
                        + where
                        + (goesOn
                                ? "; the container will be tried again, or on another address"
                                : "; the container cannot be reached"));
    }
}
