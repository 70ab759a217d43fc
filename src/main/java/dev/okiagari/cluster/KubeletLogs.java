package dev.okiagari.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads logs through the API server, which has them from the kubelet. The kubelet knows only "the
 * present run" and "the one before", and by the time it answers these may be others: what it gives
 * is taken only where the times of the lines, or another look at the pod, prove whose it is.
 */
@Component
class KubeletLogs implements RunLogs {

    private final ClusterConnection connection;
    private final Cluster cluster;

    KubeletLogs(ClusterConnection connection, Cluster cluster) {
        this.connection = connection;
        this.cluster = cluster;
    }

    @Override
    public boolean mayHave(ContainerRef container, Termination run) {
        return isPrevious(cluster.pod(container.pod().uid()), container, run) != null;
    }

    @Override
    public LogReading read(ContainerRef container, Termination run, int lines, Duration timeout)
            throws InterruptedException {
        Boolean previous = isPrevious(cluster.pod(container.pod().uid()), container, run);
        if (previous == null) {
            return new LogReading.Gone();
        }
        try {
            KubernetesClient client = connection.client();
            LogRequest request = new LogRequest(container, previous, lines, timeout);
            LogRequest.Answer answer = request.send(client);
            return switch (answer.code()) {
                case 200 -> read(client, request, answer, run);
                case 401, 403 -> new LogReading.Denied(answer.told());
                // the pod is not there, or the kubelet has no such run
                case 400, 404 -> new LogReading.Gone();
                default -> new LogReading.Failed(answer.told());
            };
        } catch (NotConnectedException away) {
            return new LogReading.Failed("not connected");
        } catch (KubernetesClientException failed) {
            return new LogReading.Failed(Failures.shortly(failed));
        }
    }

    private static LogReading read(
            KubernetesClient client, LogRequest request, LogRequest.Answer answer, Termination run)
            throws InterruptedException {
        LogText text = LogText.of(answer.text(), run.startedAt(), run.finishedAt());
        if (text.whose() == LogText.Whose.OWN) {
            return new LogReading.Known(text.text());
        }
        Boolean previous = isPrevious(now(client, request.container()), request.container(), run);
        if (previous == null) {
            return new LogReading.Gone();
        }
        if (previous == request.previous()) {
            return text.whose() == LogText.Whose.UNTOLD
                    ? new LogReading.Known(text.text())
                    : new LogReading.Gone();
        }
        return previous ? asPrevious(client, request, run) : new LogReading.Gone();
    }

    /** It was the present run when it was asked for, and another has begun since. */
    private static LogReading asPrevious(
            KubernetesClient client, LogRequest request, Termination run)
            throws InterruptedException {
        LogRequest next =
                new LogRequest(request.container(), true, request.lines(), request.timeout());
        LogRequest.Answer answer = next.send(client);
        return answer.code() == 200
                ? read(client, next, answer, run)
                : new LogReading.Failed(answer.told());
    }

    private static @Nullable PodSnapshot now(KubernetesClient client, ContainerRef container) {
        Pod pod =
                client.pods()
                        .inNamespace(container.pod().namespace())
                        .withName(container.pod().name())
                        .get();
        return pod == null || !container.pod().uid().equals(pod.getMetadata().getUid())
                ? null
                : PodTranslator.translate(pod);
    }

    /** Whether it is the run before the present one; null where it is neither. */
    private static @Nullable Boolean isPrevious(
            @Nullable PodSnapshot pod, ContainerRef container, Termination run) {
        ContainerSnapshot now = pod == null ? null : pod.container(container.name()).orElse(null);
        if (now == null) {
            return null;
        }
        if (now.state() instanceof ContainerState.Terminated(Termination end) && isSame(end, run)) {
            return false;
        }
        Termination last = now.lastTermination();
        return (last != null && isSame(last, run)) ? true : null;
    }

    private static boolean isSame(Termination one, Termination other) {
        return one.containerId() != null && one.containerId().equals(other.containerId());
    }
}
