package dev.okiagari.contract;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code kubectl -n NAMESPACE create -f FILE}, of what users apply. */
final class ApplyManifest {

    static final Path MANIFESTS = Path.of("deploy", "kubernetes");

    private ApplyManifest() {}

    static void in(KubernetesClient client, String namespace, String file) {
        try (InputStream text = Files.newInputStream(MANIFESTS.resolve(file))) {
            client.load(text).inNamespace(namespace).create();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
