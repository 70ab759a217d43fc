package dev.okiagari.cluster;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Finds what a connection is made from, anew at each try, so that a mended file is enough. */
@Component
class CredentialsFinder {

    private static final Path SERVICE_ACCOUNT =
            Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

    private final ClusterProperties properties;
    private final Environment environment;
    private final ObjectProvider<ClusterSource> source;

    CredentialsFinder(
            ClusterProperties properties,
            Environment environment,
            ObjectProvider<ClusterSource> source) {
        this.properties = properties;
        this.environment = environment;
        this.source = source;
    }

    Credentials find() {
        return switch (properties.mode()) {
            case KUBECONFIG -> kubeconfig();
            case IN_CLUSTER -> serviceAccount();
            case PRACTICE -> practice();
            case AUTO -> whateverIsThere();
        };
    }

    private Credentials whateverIsThere() {
        if (environment.getProperty("KUBECONFIG") != null || Files.exists(usualKubeconfig())) {
            return kubeconfig();
        }
        return Files.exists(SERVICE_ACCOUNT) ? serviceAccount() : practice();
    }

    private Credentials kubeconfig() {
        List<Path> files = kubeconfigFiles();
        Optional<Path> missing = files.stream().filter(file -> !Files.isReadable(file)).findFirst();
        if (missing.isPresent()) {
            return unusable("cluster.connection.kubeconfig-missing", missing.get());
        }
        try {
            return files.size() == 1 ? read(files.getFirst(), properties.context()) : merged();
        } catch (IOException | RuntimeException malformed) {
            return unusable(
                    "cluster.connection.kubeconfig-malformed",
                    files.getFirst(),
                    Failures.shortly(malformed));
        }
    }

    private Credentials merged() {
        Config config = Config.autoConfigure(properties.context());
        return usable(config, "kubeconfig", false);
    }

    private Credentials read(Path file, @Nullable String context) throws IOException {
        var content =
                Serialization.unmarshal(
                        Files.readString(file), io.fabric8.kubernetes.api.model.Config.class);
        String wanted = context == null ? content.getCurrentContext() : context;
        Optional<NamedContext> found =
                content.getContexts().stream()
                        .filter(named -> named.getName().equals(wanted))
                        .findFirst();
        if (found.isEmpty()) {
            return unusable(
                    "cluster.connection.context-missing", file, wanted == null ? "" : wanted);
        }
        content.setCurrentContext(wanted);
        KubeconfigPaths.absolute(content, file);
        Config config = Config.fromKubeconfig(Serialization.asYaml(content));
        return usable(config, found.get().getContext().getCluster(), false);
    }

    private Credentials serviceAccount() {
        if (!Files.isReadable(SERVICE_ACCOUNT)) {
            return unusable("cluster.connection.service-account-missing", SERVICE_ACCOUNT);
        }
        return usable(Config.autoConfigure(null), "in-cluster", false);
    }

    private Credentials practice() {
        ClusterSource cluster = source.getIfAvailable();
        if (cluster == null) {
            return unusable("cluster.connection.nothing-configured");
        }
        try {
            Path file = cluster.start();
            Config config = Config.fromKubeconfig(file.toFile());
            return usable(config, "practice", cluster.kind() == ClusterKind.PRACTICE);
        } catch (RuntimeException failed) {
            return unusable("cluster.connection.practice-failed", Failures.shortly(failed));
        }
    }

    /**
     * No hidden repeats: what is sent twice may kill twice. And no HTTP/2, which cannot be upgraded
     * to a WebSocket: each exec would begin with a connection of its own instead of taking the one
     * that the look before it has left warm.
     */
    private Credentials usable(Config config, String name, boolean practice) {
        Config once =
                new ConfigBuilder(config)
                        .withHttp2Disable(true)
                        .withRequestRetryBackoffLimit(0)
                        .withRequestTimeout(Math.toIntExact(properties.requestTimeout().toMillis()))
                        .withConnectionTimeout(
                                Math.toIntExact(properties.requestTimeout().toMillis()))
                        .withWatchReconnectInterval(1000)
                        .build();
        return new Credentials.Usable(once, name, practice);
    }

    private static Credentials unusable(String key, Object... arguments) {
        return new Credentials.Unusable(Message.of(key, arguments));
    }

    private List<Path> kubeconfigFiles() {
        String named = environment.getProperty("KUBECONFIG");
        return named == null
                ? List.of(usualKubeconfig())
                : Arrays.stream(named.split(File.pathSeparator, -1))
                        .filter(name -> !name.isBlank())
                        .map(Path::of)
                        .toList();
    }

    private static Path usualKubeconfig() {
        return Path.of(System.getProperty("user.home"), ".kube", "config");
    }
}
