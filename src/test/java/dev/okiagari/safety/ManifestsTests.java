package dev.okiagari.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ClusterKind;
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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users apply is what Okiagari asks for, and no more. */
class ManifestsTests {

    private static final Path MANIFESTS = Path.of("deploy", "kubernetes");

    /** Given by no manifest: a helper is a privileged pod, which each cluster has to decide on. */
    private static final Set<String> NEVER = Set.of("create pods");

    private static final Set<String> READ = Set.of("get", "list", "watch");

    @Test
    void everythingThatOkiagariUsesIsGivenByAManifest() {
        Set<String> given = Set.copyOf(given(all()));

        assertThat(
                        Need.on(ClusterKind.OPENSHIFT).stream()
                                .map(need -> need.verb() + " " + need.resource()))
                .filteredOn(need -> !NEVER.contains(need))
                .isSubsetOf(given);
        assertThat(given).doesNotContainAnyElementsOf(NEVER);
    }

    @Test
    void noManifestGivesWhatOkiagariDoesNotUse() {
        assertThat(Set.copyOf(given(all())))
                .isSubsetOf(
                        Need.on(ClusterKind.OPENSHIFT).stream()
                                .map(need -> need.verb() + " " + need.resource())
                                .toList());
    }

    @Test
    void whatWatchesMayOnlyRead() {
        List<String> given = given(read("rbac-watch.yaml"));

        assertThat(given).isNotEmpty();
        assertThat(given).allMatch(verb -> READ.contains(verb.split(" ")[0]));
    }

    @Test
    void noManifestGivesWhatRunsCommandsOnNodesOrReadsSecrets() {
        assertThat(given(all()))
                .noneMatch(verb ->
                        verb.contains("*")
                                || verb.contains("nodes/proxy")
                                || verb.contains("secrets")
                                || verb.contains("impersonate"));
    }

    @Test
    void thePodItselfIsRestricted() {
        PodSpec pod =
                read("okiagari.yaml").stream()
                        .filter(Deployment.class::isInstance)
                        .map(Deployment.class::cast)
                        .map(deployment -> deployment.getSpec().getTemplate().getSpec())
                        .findFirst()
                        .orElseThrow();
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

    private static List<String> given(Collection<HasMetadata> manifests) {
        return manifests.stream()
                .flatMap(ManifestsTests::rules)
                .flatMap(ManifestsTests::verbs)
                .toList();
    }

    private static Stream<PolicyRule> rules(HasMetadata manifest) {
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

    private static List<HasMetadata> all() {
        List<HasMetadata> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(MANIFESTS, "*.yaml")) {
            files.forEach(file -> {
                if (!file.endsWith("kustomization.yaml")) {
                    all.addAll(read(file.getFileName().toString()));
                }
            });
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<HasMetadata> read(String file) {
        try {
            List<HasMetadata> manifests = new ArrayList<>();
            for (String document : Files.readString(MANIFESTS.resolve(file)).split("(?m)^---$")) {
                manifests.add(Serialization.unmarshal(document));
            }
            return manifests;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
