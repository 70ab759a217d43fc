package dev.okiagari.cluster;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds out which cluster answers. */
final class Identity {

    private Identity() {}

    static ClusterInfo of(
            KubernetesClient client, Credentials.Usable from, @Nullable Duration clockOffset) {
        return new ClusterInfo(
                id(client),
                from.name(),
                kind(client, from),
                client.getKubernetesVersion().getGitVersion(),
                clockOffset);
    }

    private static ClusterKind kind(KubernetesClient client, Credentials.Usable from) {
        if (from.practice()) {
            return ClusterKind.PRACTICE;
        }
        return client.hasApiGroup("config.openshift.io", true)
                ? ClusterKind.OPENSHIFT
                : ClusterKind.KUBERNETES;
    }

    /** Who may see one namespace only may not see this one: then its address has to do. */
    private static String id(KubernetesClient client) {
        try {
            Namespace system = client.namespaces().withName("kube-system").get();
            if (system != null) {
                return system.getMetadata().getUid();
            }
        } catch (KubernetesClientException forbidden) {
            if (forbidden.getCode() != 403) {
                throw forbidden;
            }
        }
        byte[] address = client.getMasterUrl().toString().getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(address).toString();
    }
}
