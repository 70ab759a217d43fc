package dev.okiagari.safety;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.PodSnapshot;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What is down already proves nothing when it is knocked over. */
@Component
class HealthRule implements Rule {

    @Override
    public List<Refusal> refusals(Intention intention) {
        PodSnapshot pod = intention.pod();
        Optional<Refusal> container =
                targets(intention).map(HealthRule::refusal).flatMap(Optional::stream).findFirst();
        if (container.isPresent()) {
            return List.of(container.get());
        }
        return pod.ready()
                ? List.of()
                : List.of(
                        Refusal.of(
                                Guard.UNHEALTHY_TARGET,
                                pod.ref().name(),
                                Objects.requireNonNullElse(pod.reason(), pod.phase())));
    }

    /** Of a whole pod, all that are meant to run as long as it does. */
    private static Stream<ContainerSnapshot> targets(Intention intention) {
        String name = intention.container();
        return intention.pod().containers().stream()
                .filter(container ->
                        name == null
                                ? container.type() == ContainerType.REGULAR
                                : container.name().equals(name));
    }

    private static Optional<Refusal> refusal(ContainerSnapshot container) {
        String name = container.name();
        return switch (container.state()) {
            case ContainerState.Running _ -> Optional.empty();
            case ContainerState.Waiting waiting when waiting.isBackOff() ->
                    because("back-off", name, container.restartCount());
            case ContainerState.Waiting waiting ->
                    because("waiting", name, Objects.requireNonNullElse(waiting.reason(), "?"));
            case ContainerState.Terminated ended ->
                    because("ended", name, ended.termination().exitCode());
        };
    }

    private static Optional<Refusal> because(String which, Object... facts) {
        return Optional.of(Refusal.because(Guard.UNHEALTHY_TARGET, which, facts));
    }
}
