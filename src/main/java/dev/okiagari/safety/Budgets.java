package dev.okiagari.safety;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.PodRef;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The disruption budgets of a namespace, and which of them select a pod. */
@Component
class Budgets {

    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Map<String, String> NO_LABELS = Map.of();

    private final Enquiry enquiry;
    private final Remembered<String, List<Budget>> budgets;
    private final Remembered<PodRef, Map<String, String>> labels;

    Budgets(Enquiry enquiry, Clock clock) {
        this.enquiry = enquiry;
        this.budgets = new Remembered<>(clock, FRESH);
        this.labels = new Remembered<>(clock, FRESH);
    }

    /** Those that select a pod. Where there are none in its namespace, its labels do not matter. */
    Fact<List<Budget>> of(PodRef pod) {
        Fact<List<Budget>> all = budgets.get(pod.namespace(), () -> list(pod.namespace()));
        return all instanceof Fact.Known<List<Budget>>(List<Budget> some) && !some.isEmpty()
                ? selecting(some, pod)
                : all;
    }

    private Fact<List<Budget>> selecting(List<Budget> some, PodRef pod) {
        return switch (labels.get(pod, () -> enquiry.ask(client -> labels(client, pod)))) {
            case Fact.Known<Map<String, String>>(Map<String, String> known) ->
                    new Fact.Known<>(
                            some.stream().filter(budget -> budget.selects(known)).toList());
            case Fact.Hidden<Map<String, String>> _ -> new Fact.Hidden<>();
            case Fact.Unknown<Map<String, String>>(String why) -> new Fact.Unknown<>(why);
        };
    }

    private static Map<String, String> labels(KubernetesClient client, PodRef pod) {
        Pod found = client.pods().inNamespace(pod.namespace()).withName(pod.name()).get();
        return found == null
                ? NO_LABELS
                : Objects.requireNonNullElse(found.getMetadata().getLabels(), NO_LABELS);
    }

    /** Before Kubernetes 1.21 there is only the beta, since 1.25 there is none. */
    private Fact<List<Budget>> list(String namespace) {
        Fact<List<Budget>> current =
                enquiry.ask(client ->
                        client
                                .policy()
                                .v1()
                                .podDisruptionBudget()
                                .inNamespace(namespace)
                                .list()
                                .getItems()
                                .stream()
                                .map(Budget::of)
                                .toList());
        return current instanceof Fact.Hidden<List<Budget>>
                ? enquiry.ask(client ->
                        client
                                .policy()
                                .v1beta1()
                                .podDisruptionBudget()
                                .inNamespace(namespace)
                                .list()
                                .getItems()
                                .stream()
                                .map(Budget::of)
                                .toList())
                : current;
    }

    @EventListener
    void on(ClusterEvent event) {
        String changed = PodChanges.namespace(event);
        if (changed != null) {
            budgets.forget(changed::equals);
        }
    }
}
