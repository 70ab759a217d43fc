package dev.okiagari.contract;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Service accounts with all that the manifests give, but for one verb. */
final class Accounts implements AutoCloseable {

    private static final String API = "rbac.authorization.k8s.io";

    /** Given everywhere, and given in the namespaces where something may be tried. */
    private static final List<String> EVERYWHERE = List.of("rbac-watch.yaml", "rbac-probes.yaml");

    private static final List<String> THERE =
            List.of("rbac-inject.yaml", "rbac-probe-changes.yaml");

    private final KubernetesClient client;
    private final String namespace;
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    Accounts(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** All that can be taken away on a cluster that is no OpenShift. */
    static List<Right> rights() {
        return Stream.of(EVERYWHERE, THERE)
                .flatMap(List::stream)
                .flatMap(manifest -> Right.of(manifest).stream())
                .filter(right -> !right.isOpenShift())
                .distinct()
                .toList();
    }

    /**
     * A kubeconfig.
     *
     * @param missing what it may not; null for one who may everything
     */
    Path kubeconfig(String name, @Nullable Right missing, Path directory) {
        client.serviceAccounts()
                .inNamespace(namespace)
                .resource(
                        new ServiceAccountBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .build())
                .create();
        everywhere(name, rules(EVERYWHERE, missing));
        there(name, rules(THERE, missing));
        return new ServiceAccountKubeconfig(client, namespace, name).write(directory);
    }

    private static List<PolicyRule> rules(List<String> manifests, @Nullable Right missing) {
        return manifests.stream()
                .flatMap(manifest -> Right.of(manifest).stream())
                .filter(right -> !right.equals(missing))
                .map(Right::rule)
                .toList();
    }

    private void everywhere(String name, List<PolicyRule> rules) {
        String unique = namespace + "-" + name;
        made.add(unique);
        client.rbac()
                .clusterRoles()
                .resource(
                        new ClusterRoleBuilder()
                                .withNewMetadata()
                                .withName(unique)
                                .endMetadata()
                                .withRules(rules)
                                .build())
                .create();
        client.rbac()
                .clusterRoleBindings()
                .resource(
                        new ClusterRoleBindingBuilder()
                                .withNewMetadata()
                                .withName(unique)
                                .endMetadata()
                                .withNewRoleRef(API, "ClusterRole", unique)
                                .withSubjects(subject(name))
                                .build())
                .create();
    }

    private void there(String name, List<PolicyRule> rules) {
        client.rbac()
                .roles()
                .inNamespace(namespace)
                .resource(
                        new RoleBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .withRules(rules)
                                .build())
                .create();
        client.rbac()
                .roleBindings()
                .inNamespace(namespace)
                .resource(
                        new RoleBindingBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .withNewRoleRef(API, "Role", name)
                                .withSubjects(subject(name))
                                .build())
                .create();
    }

    private Subject subject(String name) {
        return new SubjectBuilder()
                .withKind("ServiceAccount")
                .withName(name)
                .withNamespace(namespace)
                .build();
    }

    /** What is in the namespace goes with it. */
    @Override
    public void close() {
        for (String name : made) {
            client.rbac().clusterRoleBindings().withName(name).delete();
            client.rbac().clusterRoles().withName(name).delete();
        }
    }
}
