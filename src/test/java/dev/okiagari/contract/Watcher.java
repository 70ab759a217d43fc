package dev.okiagari.contract;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** A service account that may watch one namespace and nothing else: no exec, no delete. */
final class Watcher {

    private static final String NAME = "watcher";

    private final KubernetesClient client;
    private final String namespace;

    Watcher(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Creates it and gives the kubeconfig that speaks in its name. */
    Path kubeconfig(Path directory) {
        client.serviceAccounts()
                .inNamespace(namespace)
                .resource(
                        new ServiceAccountBuilder()
                                .withNewMetadata()
                                .withName(NAME)
                                .endMetadata()
                                .build())
                .create();
        client.rbac()
                .roles()
                .inNamespace(namespace)
                .resource(
                        new RoleBuilder()
                                .withNewMetadata()
                                .withName(NAME)
                                .endMetadata()
                                .withRules(
                                        new PolicyRuleBuilder()
                                                .withApiGroups("")
                                                .withResources("pods", "events")
                                                .withVerbs("get", "list", "watch")
                                                .build())
                                .build())
                .create();
        client.rbac()
                .roleBindings()
                .inNamespace(namespace)
                .resource(
                        new RoleBindingBuilder()
                                .withNewMetadata()
                                .withName(NAME)
                                .endMetadata()
                                .withNewRoleRef("rbac.authorization.k8s.io", "Role", NAME)
                                .addNewSubject()
                                .withKind("ServiceAccount")
                                .withName(NAME)
                                .withNamespace(namespace)
                                .endSubject()
                                .build())
                .create();
        return write(directory, token());
    }

    private String token() {
        TokenRequest request =
                new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(3600L)
                        .endSpec()
                        .build();
        return client.serviceAccounts()
                .inNamespace(namespace)
                .withName(NAME)
                .tokenRequest(request)
                .getStatus()
                .getToken();
    }

    private Path write(Path directory, String token) {
        try {
            Files.createDirectories(directory);
            return Files.writeString(
                    directory.resolve("kubeconfig"),
                    """
                    apiVersion: v1
                    kind: Config
                    current-context: watcher
                    clusters:
                    - name: watched
                      cluster: {server: "%s", certificate-authority-data: "%s"}
                    contexts:
                    - name: watcher
                      context: {cluster: watched, user: watcher}
                    users:
                    - name: watcher
                      user: {token: "%s"}
                    """
                            .formatted(
                                    client.getConfiguration().getMasterUrl(), authority(), token));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String authority() throws IOException {
        Config config = client.getConfiguration();
        return config.getCaCertData() != null
                ? config.getCaCertData()
                : Base64.getEncoder()
                        .encodeToString(
                                Files.readString(Path.of(config.getCaCertFile()))
                                        .getBytes(StandardCharsets.UTF_8));
    }
}
