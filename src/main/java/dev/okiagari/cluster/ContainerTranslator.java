package dev.okiagari.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.EphemeralContainer;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The containers of a pod: what its specification says beside what its status says. */
final class ContainerTranslator {

    private ContainerTranslator() {}

    static List<ContainerSnapshot> translate(PodSpec spec, PodStatus status) {
        List<ContainerSnapshot> all = new ArrayList<>();
        for (Container container : spec.getInitContainers()) {
            ContainerType type =
                    "Always".equals(container.getRestartPolicy())
                            ? ContainerType.SIDECAR
                            : ContainerType.INIT;
            all.add(translate(container, type, status.getInitContainerStatuses()));
        }
        for (Container container : spec.getContainers()) {
            all.add(translate(container, ContainerType.REGULAR, status.getContainerStatuses()));
        }
        for (EphemeralContainer container : spec.getEphemeralContainers()) {
            all.add(
                    snapshot(
                            container.getName(),
                            ContainerType.EPHEMERAL,
                            container.getImage(),
                            Probes.NONE,
                            null,
                            named(container.getName(), status.getEphemeralContainerStatuses())));
        }
        return all;
    }

    private static ContainerSnapshot translate(
            Container container, ContainerType type, List<ContainerStatus> statuses) {
        return snapshot(
                container.getName(),
                type,
                container.getImage(),
                ProbeTranslator.translate(container),
                port(container.getPorts()),
                named(container.getName(), statuses));
    }

    private static ContainerSnapshot snapshot(
            String name,
            ContainerType type,
            @Nullable String image,
            Probes probes,
            @Nullable Integer port,
            @Nullable ContainerStatus status) {
        String shown = Objects.requireNonNullElse(image, "");
        if (status == null) {
            ContainerState waiting = new ContainerState.Waiting(null, null);
            return new ContainerSnapshot(
                    name, type, shown, null, 0, false, null, waiting, null, probes, null, port);
        }
        return new ContainerSnapshot(
                name,
                type,
                shown,
                blankToNull(status.getContainerID()),
                Objects.requireNonNullElse(status.getRestartCount(), 0),
                Boolean.TRUE.equals(status.getReady()),
                status.getStarted(),
                state(status.getState()),
                lastTermination(status),
                probes,
                blankToNull(status.getImageID()),
                port);
    }

    /** Only of TCP. */
    private static @Nullable Integer port(List<ContainerPort> declared) {
        List<ContainerPort> tcp =
                declared.stream()
                        .filter(port ->
                                port.getProtocol() == null || port.getProtocol().equals("TCP"))
                        .toList();
        return tcp.stream()
                .filter(port -> port.getName() != null && port.getName().startsWith("http"))
                .findFirst()
                .or(() -> tcp.stream().findFirst())
                .map(ContainerPort::getContainerPort)
                .orElse(null);
    }

    private static @Nullable Termination lastTermination(ContainerStatus status) {
        io.fabric8.kubernetes.api.model.ContainerState last = status.getLastState();
        return last == null || last.getTerminated() == null
                ? null
                : termination(last.getTerminated());
    }

    private static ContainerState state(
            io.fabric8.kubernetes.api.model.@Nullable ContainerState state) {
        if (state != null && state.getRunning() != null) {
            return new ContainerState.Running(Times.parse(state.getRunning().getStartedAt()));
        }
        if (state != null && state.getTerminated() != null) {
            return new ContainerState.Terminated(termination(state.getTerminated()));
        }
        return state == null || state.getWaiting() == null
                ? new ContainerState.Waiting(null, null)
                : new ContainerState.Waiting(
                        Bounded.orNull(state.getWaiting().getReason()),
                        Bounded.orNull(state.getWaiting().getMessage()));
    }

    private static Termination termination(ContainerStateTerminated terminated) {
        return new Termination(
                blankToNull(terminated.getContainerID()),
                Objects.requireNonNullElse(terminated.getExitCode(), 0),
                Bounded.orNull(terminated.getReason()),
                masked(Bounded.orNull(terminated.getMessage())),
                begun(Times.parse(terminated.getStartedAt())),
                Times.parse(terminated.getFinishedAt()));
    }

    /** A kubelet writes 1970 for what its runtime could not begin. */
    private static @Nullable Instant begun(@Nullable Instant at) {
        return Instant.EPOCH.equals(at) ? null : at;
    }

    /** A program writes it, or it is the end of its log. */
    private static @Nullable String masked(@Nullable String message) {
        return message == null ? null : SecretsInText.mask(message);
    }

    private static @Nullable ContainerStatus named(String name, List<ContainerStatus> statuses) {
        return statuses.stream()
                .filter(status -> name.equals(status.getName()))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
