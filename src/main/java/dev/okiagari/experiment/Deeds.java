package dev.okiagari.experiment;

import dev.okiagari.safety.Deed;
import java.util.Optional;

/** What a fault, and the way that it takes, would need of whoever did the same with kubectl. */
final class Deeds {

    private Deeds() {}

    static Deed of(Fault fault) {
        return switch (fault) {
            case Fault.SendSignal _, Fault.Stop _ -> Deed.EXEC;
            case Fault.DeletePod _ -> new Deed("delete", "pods");
            case Fault.EvictPod _ -> new Deed("create", "pods/eviction");
            case Fault.RestartContainer _ -> new Deed("patch", "pods");
        };
    }

    /** What it takes besides. The pod of a node helper is Okiagari's own, and no person's. */
    static Optional<Deed> of(Delivery.Method method) {
        return method == Delivery.Method.EPHEMERAL_CONTAINER
                ? Optional.of(new Deed("patch", "pods/ephemeralcontainers"))
                : Optional.empty();
    }
}
