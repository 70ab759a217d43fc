package dev.okiagari.web;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.NotConnectedException;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.experiment.ExperimentRequest;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.ForecastResult;
import dev.okiagari.experiment.Option;
import dev.okiagari.experiment.Terms;
import dev.okiagari.safety.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be done to a container, as far as somebody has looked into it. */
@Component
class Faults {

    private static final List<Fault> UNSEEN =
            List.of(new Fault.RestartContainer(), new Fault.DeletePod(null), new Fault.EvictPod());

    private final Bench bench;
    private final Inspections inspections;

    Faults(Bench bench, Inspections inspections) {
        this.bench = bench;
        this.inspections = inspections;
    }

    /** Looks into it by exec, and keeps what is seen. False without a connection. */
    boolean inspect(PodSnapshot pod, ContainerSnapshot container, Actor by)
            throws InterruptedException {
        String id = container.containerId();
        if (id == null) {
            return false;
        }
        try {
            ContainerRef target = new ContainerRef(pod.ref(), container.name());
            inspections.keep(id, bench.look(target, by));
            return true;
        } catch (NotConnectedException notYet) {
            return false;
        }
    }

    /** The last look into this run of the container; null where nobody has looked. */
    Bench.@Nullable Looked last(PodSnapshot pod, @Nullable String container) {
        return container == null
                ? null
                : pod.container(container)
                        .map(ContainerSnapshot::containerId)
                        .map(inspections::of)
                        .orElse(null);
    }

    /** All that can be offered now; without a look only what needs none. */
    List<Option> options(PodSnapshot pod, @Nullable String container) throws InterruptedException {
        Bench.Looked look = last(pod, container);
        return look == null ? unseen(pod, container) : look.options();
    }

    private List<Option> unseen(PodSnapshot pod, @Nullable String container)
            throws InterruptedException {
        List<Option> options = new ArrayList<>();
        for (Fault fault : UNSEEN) {
            if (bench.forecast(request(pod, container, fault))
                    instanceof ForecastResult.Forecasted forecasted) {
                options.add(Option.of(fault, forecasted));
            }
        }
        return options;
    }

    /** What one fault would do; empty where somebody has to look into the container first. */
    Optional<ForecastResult> ask(PodSnapshot pod, @Nullable String container, Fault fault)
            throws InterruptedException {
        Bench.Looked look = last(pod, container);
        if (look == null && fault.needsLook()) {
            return Optional.empty();
        }
        ExperimentRequest request = request(pod, container, fault);
        return Optional.of(look == null ? bench.forecast(request) : look.forecast(request));
    }

    private static ExperimentRequest request(
            PodSnapshot pod, @Nullable String container, Fault fault) {
        return new ExperimentRequest(
                pod.ref().namespace(),
                pod.ref().name(),
                container,
                pod.ref().uid(),
                null,
                fault,
                Set.of(),
                Terms.NONE,
                true);
    }
}
