package dev.okiagari.contract;

import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * A kubeconfig that speaks in the name of a service account, by a token of an hour.
 *
 * @param client of somebody who may ask for such a token
 */
record ServiceAccountKubeconfig(KubernetesClient client, String namespace, String name) {

    Path write(Path directory) {
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
                                    client.getConfiguration().getMasterUrl(),
                                    authority(),
                                    token()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
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
                .withName(name)
                .tokenRequest(request)
                .getStatus()
                .getToken();
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
