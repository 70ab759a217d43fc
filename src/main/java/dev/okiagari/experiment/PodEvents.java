package dev.okiagari.experiment;

import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.NotConnectedException;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Leaves an event at the pod of an experiment, so that whoever looks at it with {@code kubectl
 * describe} sees who did what. It comes after the injection and never holds it up; where it may not
 * be, the experiment goes on without.
 */
@Component
class PodEvents {

    static final String REASON = "FailureInjected";

    private static final Logger log = LoggerFactory.getLogger(PodEvents.class);
    private static final String COMPONENT = "okiagari";
    private static final int CONFLICT = 409;

    private final ClusterConnection connection;
    private final ExperimentProperties properties;
    private final AtomicBoolean refused = new AtomicBoolean();

    PodEvents(ClusterConnection connection, ExperimentProperties properties) {
        this.connection = connection;
        this.properties = properties;
    }

    /** Returns at once. */
    void leave(Experiment injected) {
        if (properties.events()) {
            Thread.ofVirtual().name("event of " + injected.id()).start(() -> send(injected));
        }
    }

    void send(Experiment injected) {
        try {
            connection.client().v1().events().resource(event(injected)).create();
            refused.set(false);
        } catch (KubernetesClientException | NotConnectedException failed) {
            boolean there =
                    failed instanceof KubernetesClientException said && said.getCode() == CONFLICT;
            if (!there && !refused.getAndSet(true)) {
                Lines.about(log.atWarn(), injected)
                        .log(
                                "no event could be left at pod {}: {}",
                                injected.target().pod(),
                                failed.getMessage());
            }
        }
    }

    /** One name for each experiment: a second is refused by the server. */
    static Event event(Experiment injected) {
        Target target = injected.target();
        String at = seconds(injected.injectedAt());
        return new EventBuilder()
                .withNewMetadata()
                .withName("okiagari-" + injected.id())
                .withNamespace(target.pod().namespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion("v1")
                .withKind("Pod")
                .withNamespace(target.pod().namespace())
                .withName(target.pod().name())
                .withUid(target.pod().uid())
                .withFieldPath(
                        target.container() == null
                                ? null
                                : "spec.containers{" + target.container() + "}")
                .endInvolvedObject()
                .withType("Normal")
                .withReason(REASON)
                .withMessage(message(injected))
                .withFirstTimestamp(at)
                .withLastTimestamp(at)
                .withCount(1)
                .withNewSource()
                .withComponent(COMPONENT)
                .endSource()
                .withReportingComponent(COMPONENT)
                .withReportingInstance(COMPONENT)
                .build();
    }

    private static String message(Experiment injected) {
        return "Okiagari: %s, asked by %s (experiment %s)"
                .formatted(what(injected.fault()), name(injected), injected.id());
    }

    private static String what(Fault fault) {
        return switch (fault) {
            case Fault.SendSignal signal ->
                    "SIG%s to PID %s".formatted(signal.signal(), list(signal.processes()));
            case Fault.Stop stop ->
                    "PID %s stopped, at most for %d s".formatted(list(stop.stopped()), stop.time());
            case Fault.DeletePod _ -> "pod deleted";
            case Fault.EvictPod _ -> "pod evicted";
            case Fault.RestartContainer _ -> "container restarted by a changed image";
        };
    }

    private static @Nullable String seconds(@Nullable Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String list(List<Integer> pids) {
        return String.join(", ", pids.stream().map(String::valueOf).toList());
    }

    /** People choose their names: in one line, and not without end. */
    private static String name(Experiment injected) {
        String name = injected.by().user().replaceAll("\\p{Cntrl}+", " ");
        return name.length() <= 100 ? name : name.substring(0, 100) + "…";
    }
}
