package dev.okiagari.availability;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.Sleep;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Asks for availability while something happens. */
@Component
public class AvailabilityChecks {

    private final Addresses addresses;
    private final PodProxy proxy;
    private final Cluster cluster;
    private final Clock clock;
    private final Sleep sleep;

    AvailabilityChecks(
            Addresses addresses, PodProxy proxy, Cluster cluster, Clock clock, Sleep sleep) {
        this.addresses = addresses;
        this.proxy = proxy;
        this.cluster = cluster;
        this.clock = clock;
        this.sleep = sleep;
    }

    /** Why it may not be asked; empty where it may. */
    public Optional<Message> refusal(AvailabilityCheck check, String namespace) {
        return switch (check.address()) {
            case Address.PodPort _ -> Optional.empty();
            case Address.Url(String url) ->
                    switch (addresses.read(url, namespace)) {
                        case Addresses.Read.Good(Destination destination) ->
                                addresses.refusal(destination);
                        case Addresses.Read.Bad(Message why) -> Optional.of(why);
                    };
        };
    }

    /**
     * Begins to ask, and asks until it is told to end.
     *
     * @param progress told about once a second, on a thread of its own
     */
    public AvailabilityWatch begin(
            AvailabilityCheck check,
            PodRef pod,
            WorkloadRef workload,
            Consumer<Availability> progress) {
        Asker asker =
                switch (check.address()) {
                    case Address.Url(String url) -> ofUrl(url, pod.namespace());
                    case Address.PodPort port ->
                            new PodAsker(cluster, proxy, HttpGet::isOpen, pod, workload, port);
                };
        AvailabilityWatch watch = new AvailabilityWatch(check, asker, clock, sleep, progress);
        watch.start();
        return watch;
    }

    private Asker ofUrl(String url, String namespace) {
        return switch (addresses.read(url, namespace)) {
            case Addresses.Read.Good(Destination destination) -> new UrlAsker(destination);
            // It was allowed a moment ago; now each request fails with that reason.
            case Addresses.Read.Bad _ -> new NobodyAsker();
        };
    }
}
