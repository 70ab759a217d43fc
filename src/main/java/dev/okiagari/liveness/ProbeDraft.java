package dev.okiagari.liveness;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.safety.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a form begins with: a container as its workload's template has it now.
 *
 * @param containers that may have probes, of the same workload
 * @param ports that the container declares, as a probe may name them
 * @param present the probe that is there; null where there is none
 * @param suggested what most likely fits: the present one, else by its readinessProbe, else by its
 *     ports
 * @param cautions what a person should know first
 * @param lacks the permissions that are missing, such as {@code patch deployments}
 * @param refusals of the guards, as they stand now
 */
public record ProbeDraft(
        ProbeTarget target,
        ProbeType type,
        List<String> containers,
        List<Port> ports,
        @Nullable ProbeSpec present,
        ProbeSpec suggested,
        List<Message> cautions,
        List<String> lacks,
        List<Refusal> refusals)
        implements DraftResult {

    /**
     * A declared port.
     *
     * @param name null where it has none
     */
    public record Port(@Nullable String name, int number) {}

    public ProbeDraft {
        containers = List.copyOf(containers);
        ports = List.copyOf(ports);
        cautions = List.copyOf(cautions);
        lacks = List.copyOf(lacks);
        refusals = List.copyOf(refusals);
    }
}
