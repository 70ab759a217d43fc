package dev.okiagari.experiment;

import dev.okiagari.cluster.Message;
import dev.okiagari.safety.Permission;
import dev.okiagari.safety.Permissions;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Whether the cluster grants what a request to its API takes: asked for before the click, so that
 * what would be refused is not offered. A cluster that does not say is asked by the request itself.
 */
@Component
class Granted {

    private final Permissions permissions;

    Granted(Permissions permissions) {
        this.permissions = permissions;
    }

    /** The forecast, or that of a refusal where the cluster does not grant what it takes. */
    Forecast orDenied(Forecast forecast, Fault fault, String namespace) {
        return forecast.canBeTried()
                ? lack(fault, namespace).map(Granted::denied).orElse(forecast)
                : forecast;
    }

    /** What is not granted; empty where it is, or where nobody knows. */
    Optional<Message> lack(String namespace, String verb, String resource) {
        return permissions.may(namespace, verb, resource) == Permission.State.DENIED
                ? Optional.of(
                        Message.of("experiment.delivery.not-granted", verb, resource, namespace))
                : Optional.empty();
    }

    private Optional<Message> lack(Fault fault, String namespace) {
        return switch (fault) {
            case Fault.DeletePod _ -> lack(namespace, "delete", "pods");
            case Fault.EvictPod _ -> lack(namespace, "create", "pods/eviction");
            case Fault.RestartContainer _ -> lack(namespace, "patch", "pods");
            case Fault.SendSignal _, Fault.Suspend _, Fault.Hang _ -> Optional.empty();
        };
    }

    private static Forecast denied(Message lack) {
        return Forecast.because(
                Outcome.DENIED, List.of(Delivery.closed(Delivery.Method.API, lack)), lack);
    }
}
