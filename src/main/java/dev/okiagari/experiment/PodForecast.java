package dev.okiagari.experiment;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what follows when a pod is asked to go, or its container to be made anew. Pure. */
final class PodForecast {

    private static final List<Delivery> API = List.of(Delivery.open(Delivery.Method.API));

    private PodForecast() {}

    static Forecast deleted(PodSnapshot pod) {
        return pod.workload().isBare()
                ? Forecast.of(
                        Outcome.GONE, List.of(Outcome.GONE), API, "bare-pod", pod.ref().name())
                : Forecast.of(
                        Outcome.REPLACED,
                        List.of(Outcome.REPLACED, Outcome.GONE, Outcome.NOT_RECOVERED),
                        API,
                        "replaced",
                        pod.workload().kind(),
                        pod.workload().name());
    }

    /** A budget may still say no: the API server decides at the last moment. */
    static Forecast evicted(PodSnapshot pod) {
        Forecast deleted = deleted(pod);
        return Forecast.of(
                deleted.outcome(),
                Stream.concat(deleted.possible().stream(), Stream.of(Outcome.DENIED)).toList(),
                API,
                pod.workload().isBare() ? "evicted-bare" : "evicted",
                pod.workload().kind(),
                pod.workload().name());
    }

    /**
     * @param image the reference that the node runs already; null where it tells of none
     */
    static Forecast restarted(@Nullable String image) {
        return image == null
                ? Forecast.impossible(
                        List.of(
                                Delivery.closed(
                                        Delivery.Method.API,
                                        Message.of("experiment.delivery.no-digest"))),
                        "no-digest")
                : Forecast.of(
                        Outcome.RESTARTED,
                        List.of(Outcome.RESTARTED, Outcome.NOT_RECOVERED, Outcome.DENIED),
                        API,
                        "restart-container",
                        image);
    }
}
