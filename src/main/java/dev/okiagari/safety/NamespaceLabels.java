package dev.okiagari.safety;

import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.NotConnectedException;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks whether a namespace itself says that experiments are allowed in it. */
@Component
class NamespaceLabels {

    private static final Logger log = LoggerFactory.getLogger(NamespaceLabels.class);
    private static final String LABEL = "okiagari.dev/experiments";

    /** A page asks for each of its buttons; a label that was taken away counts as soon as that. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private record Answer(boolean allowed, Instant at) {}

    private final ClusterConnection connection;
    private final Clock clock;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    NamespaceLabels(ClusterConnection connection, Clock clock) {
        this.connection = connection;
        this.clock = clock;
    }

    /** What cannot be read does not allow anything. */
    boolean allow(String namespace) {
        Instant now = clock.instant();
        answers.values().removeIf(answer -> answer.at().plus(FRESH).isBefore(now));
        Answer known = answers.get(namespace);
        if (known == null) {
            known = new Answer(ask(namespace), now);
            answers.put(namespace, known);
        }
        return known.allowed();
    }

    private boolean ask(String namespace) {
        try {
            Namespace found = connection.client().namespaces().withName(namespace).get();
            Map<String, String> labels = found == null ? null : found.getMetadata().getLabels();
            return labels != null && "allowed".equals(labels.get(LABEL));
        } catch (KubernetesClientException | NotConnectedException unreadable) {
            log.debug("the labels of namespace {} cannot be read", namespace, unreadable);
            return false;
        }
    }
}
