package dev.okiagari.safety;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks whether a namespace itself says that experiments are allowed in it. */
@Component
class NamespaceLabels {

    private static final String LABEL = "okiagari.dev/experiments";

    /** A label that was taken away counts as soon as that. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Enquiry enquiry;
    private final Remembered<String, Boolean> answers;

    NamespaceLabels(Enquiry enquiry, Clock clock) {
        this.enquiry = enquiry;
        this.answers = new Remembered<>(clock, FRESH);
    }

    /** What cannot be read does not allow anything. */
    boolean allow(String namespace) {
        Fact<Boolean> fact =
                answers.get(namespace, () -> enquiry.ask(client -> isLabelled(client, namespace)));
        return fact instanceof Fact.Known<Boolean>(Boolean allowed) && allowed;
    }

    private static @Nullable Boolean isLabelled(KubernetesClient client, String namespace) {
        Namespace found = client.namespaces().withName(namespace).get();
        Map<String, String> labels = found == null ? null : found.getMetadata().getLabels();
        return labels == null ? null : "allowed".equals(labels.get(LABEL));
    }
}
