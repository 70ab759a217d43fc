package dev.okiagari.contract;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;

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
        return new ServiceAccountKubeconfig(client, namespace, NAME).write(directory);
    }
}
