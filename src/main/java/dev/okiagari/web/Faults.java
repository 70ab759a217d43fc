package dev.okiagari.web;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.NotConnectedException;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.experiment.Option;
import dev.okiagari.safety.Actor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be done to a container, as far as somebody has looked into it. */
@Component
class Faults {

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
        return look == null ? bench.deletePod(pod).stream().toList() : look.options();
    }

    Optional<Option> find(PodSnapshot pod, FaultForm form) throws InterruptedException {
        return options(pod, form.container()).stream()
                .filter(option -> FaultView.id(option.fault()).equals(form.faultId()))
                .findFirst();
    }
}
