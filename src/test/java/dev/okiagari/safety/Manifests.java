package dev.okiagari.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What is applied to a cluster, and what it gives. */
final class Manifests {

    static final Path KUBERNETES = Path.of("deploy", "kubernetes");

    private Manifests() {}

    static List<HasMetadata> read(Path directory, String file) {
        try {
            return parse(Files.readString(directory.resolve(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<HasMetadata> parse(String documents) {
        return Arrays.stream(documents.split("(?m)^---$"))
                .filter(document -> !document.isBlank())
                .<HasMetadata>map(Serialization::unmarshal)
                .toList();
    }

    /** Each right, as verb and resource. */
    static List<String> given(Collection<HasMetadata> manifests) {
        return manifests.stream().flatMap(Manifests::rules).flatMap(Manifests::verbs).toList();
    }

    static Stream<PolicyRule> rules(HasMetadata manifest) {
        return switch (manifest) {
            case ClusterRole role -> role.getRules().stream();
            case Role role -> role.getRules().stream();
            default -> Stream.empty();
        };
    }

    private static Stream<String> verbs(PolicyRule rule) {
        return rule.getVerbs().stream()
                .flatMap(verb -> rule.getResources().stream().map(one -> verb + " " + one));
    }

    static Deployment deployment(Collection<HasMetadata> manifests) {
        return manifests.stream()
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .findFirst()
                .orElseThrow();
    }

    static PodSpec pod(Collection<HasMetadata> manifests) {
        return deployment(manifests).getSpec().getTemplate().getSpec();
    }

    /** As a namespace asks for that enforces the Pod Security Standard "restricted". */
    static void assertRestricted(PodSpec pod) {
        Container container = pod.getContainers().getFirst();

        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                .isEqualTo("RuntimeDefault");
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop())
                .containsExactly("ALL");
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(container.getResources().getLimits()).containsKey("memory");
    }

    static void assertHarmless(Collection<String> given) {
        assertThat(given)
                .noneMatch(verb ->
                        verb.contains("*")
                                || verb.contains("nodes/proxy")
                                || verb.contains("secrets")
                                || verb.contains("impersonate"));
    }
}
