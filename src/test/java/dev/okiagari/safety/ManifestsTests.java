package dev.okiagari.safety;

import static dev.okiagari.safety.Manifests.assertHarmless;
import static dev.okiagari.safety.Manifests.assertRestricted;
import static dev.okiagari.safety.Manifests.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ClusterKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users apply is what Okiagari asks for, and no more. */
class ManifestsTests {

    /** Given by no manifest: a helper is a privileged pod, which each cluster has to decide on. */
    private static final Set<String> NEVER = Set.of("create pods");

    private static final Set<String> READ = Set.of("get", "list", "watch");

    @Test
    void everythingThatOkiagariUsesIsGivenByAManifest() {
        Set<String> given = Set.copyOf(given(all()));

        assertThat(used()).filteredOn(need -> !NEVER.contains(need)).isSubsetOf(given);
        assertThat(given).doesNotContainAnyElementsOf(NEVER);
    }

    @Test
    void noManifestGivesWhatOkiagariDoesNotUse() {
        assertThat(Set.copyOf(given(all()))).isSubsetOf(used());
    }

    /** What it may use on any cluster, whatever is set. */
    private static List<String> used() {
        return Stream.concat(Need.on(ClusterKind.OPENSHIFT).stream(), Stream.of(Need.REVIEW))
                .map(need -> need.verb() + " " + need.resource())
                .toList();
    }

    @Test
    void whatWatchesMayOnlyRead() {
        List<String> given = given(read("rbac-watch.yaml"));

        assertThat(given).isNotEmpty();
        assertThat(given).allMatch(verb -> READ.contains(verb.split(" ")[0]));
    }

    @Test
    void noManifestGivesWhatRunsCommandsOnNodesOrReadsSecrets() {
        assertHarmless(given(all()));
    }

    @Test
    void thePodItselfIsRestricted() {
        assertRestricted(Manifests.pod(read("okiagari.yaml")));
    }

    @Test
    void replicasMayHoldTheirOwnLeaseAndNothingElse() {
        List<HasMetadata> manifests =
                Manifests.read(Path.of("deploy", "replicas"), "rbac-lease.yaml");

        assertThat(Manifests.given(manifests))
                .containsExactlyInAnyOrder("create leases", "get leases", "update leases")
                .containsExactlyInAnyOrderElementsOf(
                        Need.REPLICAS.stream()
                                .map(need -> need.verb() + " " + need.resource())
                                .toList());
        assertThat(manifests)
                .allMatch(manifest -> "okiagari".equals(manifest.getMetadata().getNamespace()))
                .noneMatch(ClusterRole.class::isInstance);
        assertThat(manifests.stream().flatMap(Manifests::rules))
                .filteredOn(rule -> !rule.getVerbs().contains("create"))
                .allMatch(rule -> rule.getResourceNames().equals(List.of("okiagari")));
    }

    @Test
    void replicasAreReplacedOneByOneAndNoneIsMissedMeanwhile() {
        Deployment replicas =
                (Deployment)
                        Manifests.read(Path.of("deploy", "replicas"), "deployment.yaml").getFirst();

        assertThat(replicas.getSpec().getReplicas()).isGreaterThan(1);
        assertThat(replicas.getSpec().getStrategy().getType()).isEqualTo("RollingUpdate");
        assertThat(
                        replicas.getSpec()
                                .getStrategy()
                                .getRollingUpdate()
                                .getMaxUnavailable()
                                .getIntVal())
                .isZero();
        assertThat(replicas.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv())
                .anyMatch(set ->
                        set.getName().equals("OKIAGARI_REPLICAS_ENABLED")
                                && "true".equals(set.getValue()));
    }

    private static List<HasMetadata> all() {
        List<HasMetadata> all = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(Manifests.KUBERNETES, "*.yaml")) {
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
        return Manifests.read(Manifests.KUBERNETES, file);
    }
}
