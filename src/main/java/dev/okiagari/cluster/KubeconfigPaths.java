package dev.okiagari.cluster;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files that a kubeconfig names are beside it, where they are not absolute. The client forgets
 * that for a kubeconfig of which only the content is given, and only so a context can be chosen.
 */
final class KubeconfigPaths {

    private KubeconfigPaths() {}

    static void absolute(Config kubeconfig, Path file) {
        kubeconfig.getClusters().forEach(named -> absolute(named.getCluster(), file));
        kubeconfig.getUsers().forEach(named -> absolute(named.getUser(), file));
    }

    private static void absolute(@Nullable Cluster cluster, Path file) {
        if (cluster != null) {
            absolute(file, cluster.getCertificateAuthority(), cluster::setCertificateAuthority);
        }
    }

    private static void absolute(@Nullable AuthInfo user, Path file) {
        if (user != null) {
            absolute(file, user.getClientCertificate(), user::setClientCertificate);
            absolute(file, user.getClientKey(), user::setClientKey);
        }
    }

    private static void absolute(Path file, @Nullable String name, Consumer<String> set) {
        if (name != null && !name.isBlank()) {
            set.accept(file.toAbsolutePath().resolveSibling(name).toString());
        }
    }
}
