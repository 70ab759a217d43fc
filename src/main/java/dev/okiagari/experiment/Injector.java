package dev.okiagari.experiment;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.ExecResult;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.NotConnectedException;
import dev.okiagari.cluster.PodSnapshot;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The one door for harm: nothing else injects. Once, never again by itself, and only after a last
 * look that the target is still the one that was seen.
 */
@Component
class Injector {

    private final ClusterConnection connection;
    private final Cluster cluster;
    private final ExecBearer exec;
    private final EphemeralBearer ephemeral;
    private final HelperBearer helper;
    private final ApiBearer api;

    Injector(
            ClusterConnection connection,
            Cluster cluster,
            ExecBearer exec,
            EphemeralBearer ephemeral,
            HelperBearer helper,
            ApiBearer api) {
        this.connection = connection;
        this.cluster = cluster;
        this.exec = exec;
        this.ephemeral = ephemeral;
        this.helper = helper;
        this.api = api;
    }

    /** A target that is looked at for the last time while the guards are asked. */
    record Aim(Meanwhile<Optional<Message>> changed) {}

    /** Whether it must not be. */
    interface Stopped {
        boolean now() throws InterruptedException;
    }

    /** Begins the last look, and nothing else. */
    Aim aim(Target target) {
        return new Aim(Meanwhile.ask(() -> lastLook(target)));
    }

    /**
     * Injects.
     *
     * @param aim at its target
     * @param stopped asked last of all
     */
    Injection inject(Plan plan, Aim aim, Stopped stopped) throws InterruptedException {
        Optional<Message> changed = aim.changed().get();
        if (changed.isPresent()) {
            return new Injection.NotSent(Outcome.ABORTED, changed.get(), null, null);
        }
        if (stopped.now()) {
            return new Injection.NotSent(
                    Outcome.ABORTED, Message.of("experiment.verdict.stopped-before"), null, null);
        }
        return switch (plan.fault()) {
            case Fault.SendSignal fault -> bearer(plan.method()).signal(plan, fault);
            case Fault.Stop fault -> bearer(plan.method()).stop(plan, fault.time());
            case Fault.DeletePod fault -> api.delete(plan.target(), fault);
            case Fault.EvictPod _ -> api.evict(plan.target());
            case Fault.RestartContainer _ -> api.restart(plan);
        };
    }

    private Bearer bearer(Delivery.Method method) {
        return switch (method) {
            case SHELL, KILL, RUNTIME -> exec;
            case EPHEMERAL_CONTAINER -> ephemeral;
            case NODE_HELPER -> helper;
            case API -> throw new IllegalStateException("no process is reached by the API");
        };
    }

    /**
     * Undoes a suspend and ends its switch. Harmless to a process that runs.
     *
     * @param evidence of the command that suspended
     */
    ExecResult resume(Target target, List<Integer> pids, Evidence evidence)
            throws InterruptedException {
        if (evidence.delivery() != Delivery.Method.NODE_HELPER) {
            return exec.resume(target.containerRef(), pids, evidence.execOutput());
        }
        PodSnapshot pod = cluster.pod(target.pod().uid());
        return pod == null || pod.node() == null
                ? new ExecResult.NotStarted("the pod is gone")
                : helper.resume(target, pod.node(), pids, evidence.execOutput());
    }

    /** What an injection has left behind that was cut off: a helper, which ends by this. */
    void clear(Target target, Evidence evidence) {
        if (evidence.delivery() == Delivery.Method.NODE_HELPER) {
            helper.clear(target);
        }
    }

    /** What is not as it was seen; empty when all is. */
    private Optional<Message> lastLook(Target target) {
        try {
            Pod pod =
                    connection
                            .client()
                            .pods()
                            .inNamespace(target.pod().namespace())
                            .withName(target.pod().name())
                            .get();
            if (pod == null || !target.pod().uid().equals(pod.getMetadata().getUid())) {
                return refused("other-pod", target.pod().name());
            }
            return target.containerId() == null || runs(pod, target.containerId())
                    ? Optional.empty()
                    : refused("other-run", target.containerRef().name());
        } catch (KubernetesClientException | NotConnectedException unreachable) {
            return refused("no-last-look", String.valueOf(unreachable.getMessage()));
        }
    }

    private static Optional<Message> refused(String why, Object... facts) {
        return Optional.of(Message.of("experiment.refused." + why, facts));
    }

    private static boolean runs(Pod pod, String containerId) {
        return Stream.of(
                        pod.getStatus().getContainerStatuses(),
                        pod.getStatus().getInitContainerStatuses(),
                        pod.getStatus().getEphemeralContainerStatuses())
                .flatMap(List::stream)
                .map(ContainerStatus::getContainerID)
                .anyMatch(containerId::equals);
    }
}
