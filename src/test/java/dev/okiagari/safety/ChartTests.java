package dev.okiagari.safety;

import static dev.okiagari.safety.Manifests.assertHarmless;
import static dev.okiagari.safety.Manifests.assertRestricted;
import static dev.okiagari.safety.Manifests.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Helm chart gives what the manifests give, and no more. */
class ChartTests {

    private static final String HOSTS = "OKIAGARI_SERVER_HOSTS";

    @TempDir static Path directory;

    private static Chart chart;

    @BeforeAll
    static void render() throws IOException, InterruptedException {
        chart = Chart.rendered(directory);
    }

    private static List<String> cases() throws IOException {
        return Chart.cases();
    }

    @Test
    void helmsOwnLookFindsNothing() {
        assertThat(chart.lint()).doesNotContain("WARNING", "ERROR");
    }

    @Test
    void whoeverSaysNothingGetsOneThatLooksAndMayNotTouch() {
        List<HasMetadata> rendered = chart.with("default");

        assertThat(rendered.stream().flatMap(Manifests::rules))
                .containsExactlyElementsOf(rules("rbac-watch.yaml"));
        assertThat(settings(rendered)).doesNotContainKey("OKIAGARI_EXPERIMENT_NAMESPACES");
    }

    @Test
    void thePodIsThatOfTheManifests() {
        PodSpec ours = Manifests.pod(chart.with("default"));
        ours.getContainers().getFirst().getEnv().removeIf(set -> set.getName().equals(HOSTS));

        assertThat(ours)
                .isEqualTo(Manifests.pod(Manifests.read(Manifests.KUBERNETES, "okiagari.yaml")));
    }

    @ParameterizedTest
    @CsvSource({
        "okiagari-watch, rbac-watch.yaml, ",
        "okiagari-probes, rbac-probes.yaml, ",
        "okiagari-cluster-decides, rbac-cluster-decides.yaml, ",
        "okiagari-inject, rbac-inject.yaml, shop 123",
        "okiagari-probe-changes, rbac-probe-changes.yaml, checkout"
    })
    void eachOptionGivesTheRightsOfItsManifest(String role, String manifest, String namespaces) {
        Map<String, List<PolicyRule>> roles =
                chart.with("everything").stream()
                        .filter(one -> one.getMetadata().getName().equals(role))
                        .filter(one -> Manifests.rules(one).findAny().isPresent())
                        .collect(
                                Collectors.toMap(
                                        one -> String.valueOf(one.getMetadata().getNamespace()),
                                        one -> Manifests.rules(one).toList()));

        assertThat(roles)
                .containsOnlyKeys(String.valueOf(namespaces).split(" "))
                .allSatisfy((namespace, rules) -> assertThat(rules).isEqualTo(rules(manifest)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noOptionGivesWhatRunsCommandsOnNodesOrReadsSecrets(String values) {
        assertHarmless(given(chart.with(values)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyBindingIsOfOneRoleToItsOwnAccount(String values) {
        List<HasMetadata> rendered = chart.with(values);
        List<String> names = rendered.stream().map(one -> one.getMetadata().getName()).toList();

        assertThat(rendered.stream().map(ChartTests::bound).flatMap(List::stream))
                .isNotEmpty()
                .allSatisfy(bound -> {
                    assertThat(names).contains(bound.role().getName());
                    assertThat(bound.whom())
                            .singleElement()
                            .extracting(Subject::getKind, Subject::getName, Subject::getNamespace)
                            .containsExactly("ServiceAccount", "okiagari", "okiagari");
                });
    }

    private record Bound(RoleRef role, List<Subject> whom) {}

    private static List<Bound> bound(HasMetadata manifest) {
        return switch (manifest) {
            case ClusterRoleBinding all -> List.of(new Bound(all.getRoleRef(), all.getSubjects()));
            case RoleBinding one -> List.of(new Bound(one.getRoleRef(), one.getSubjects()));
            default -> List.of();
        };
    }

    @Test
    void whoeverNamesNamespacesIsWatchedThereAlone() {
        List<HasMetadata> rendered = chart.with("everything");

        assertThat(rendered)
                .filteredOn(one -> one.getMetadata().getName().equals("okiagari-watch"))
                .filteredOn(RoleBinding.class::isInstance)
                .extracting(one -> one.getMetadata().getNamespace())
                .containsExactlyInAnyOrder("shop", "checkout", "123");
        assertThat(rendered)
                .filteredOn(ClusterRoleBinding.class::isInstance)
                .extracting(one -> one.getMetadata().getName())
                .containsExactlyInAnyOrder("okiagari-cluster-decides", "okiagari-probes");
        assertThat(settings(rendered))
                .containsEntry("OKIAGARI_CLUSTER_NAMESPACES", "shop,checkout,123")
                .containsEntry("OKIAGARI_EXPERIMENT_NAMESPACES", "shop,123");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void thePodItselfIsRestricted(String values) {
        assertRestricted(Manifests.pod(chart.with(values)));
    }

    @Test
    void onOpenShiftThePlatformChoosesTheIdsAndThereIsARoute() {
        List<HasMetadata> rendered = chart.with("openshift");
        var security = Manifests.pod(rendered).getSecurityContext();

        assertThat(security.getRunAsUser()).isNull();
        assertThat(security.getRunAsGroup()).isNull();
        assertThat(security.getFsGroup()).isNull();
        assertThat(rendered).extracting(HasMetadata::getKind).contains("Route");
        assertThat(settings(rendered).get(HOSTS)).contains("okiagari.apps.example.org");
        assertThat(chart.with("default")).extracting(HasMetadata::getKind).doesNotContain("Route");
    }

    @Test
    void replicasShareADatabaseAndHoldTheirOwnLeaseAndNothingElse() {
        List<HasMetadata> rendered = chart.with("replicas");
        DeploymentSpec spec = Manifests.deployment(rendered).getSpec();

        assertThat(spec.getReplicas()).isEqualTo(2);
        assertThat(spec.getStrategy().getRollingUpdate().getMaxUnavailable().getIntVal()).isZero();
        assertThat(settings(rendered))
                .containsEntry("OKIAGARI_REPLICAS_ENABLED", "true")
                .containsEntry("OKIAGARI_REPLICAS_LEASE", "okiagari")
                .containsKeys("SPRING_DATASOURCE_URL", "SPRING_DATASOURCE_PASSWORD");
        assertThat(rendered).noneMatch(PersistentVolumeClaim.class::isInstance);
        assertThat(rendered)
                .filteredOn(one -> one.getMetadata().getName().equals("okiagari-lease"))
                .flatExtracting(one -> Manifests.rules(one).toList())
                .extracting(PolicyRule::getResourceNames, PolicyRule::getVerbs)
                .containsExactly(
                        tuple(List.of(), List.of("create")),
                        tuple(List.of("okiagari"), List.of("get", "update")));
    }

    @Test
    void whatIsSecretComesFromSecretsOfSomebodyElse() throws IOException {
        for (String values : cases()) {
            assertThat(chart.with(values))
                    .extracting(HasMetadata::getKind)
                    .doesNotContain("Secret");
            assertThat(Manifests.pod(chart.with(values)).getContainers().getFirst().getEnv())
                    .filteredOn(set -> set.getName().matches(".*(PASSWORD|SECRET)"))
                    .allMatch(set -> set.getValueFrom().getSecretKeyRef() != null);
        }
    }

    @Test
    void hostileValuesStayOneStringEach() {
        List<HasMetadata> rendered = chart.with("hostile");

        assertThat(settings(rendered))
                .containsEntry(
                        "HOSTILE",
                        "\"quoted\"\n- name: OKIAGARI_CLUSTER_MODE\n  value: practice\n{{ .Values }} #"
                                + " 'x' \\ $(OKIAGARI_SECURITY_MODE) $$(HOME) $2a$10$ \u0085 \u2028"
                                + " 起")
                .containsEntry("NUMBER", "007")
                .containsEntry("WORD", "yes")
                .containsEntry("OKIAGARI_CLUSTER_MODE", "in-cluster");
        assertThat(rendered)
                .extracting(HasMetadata::getKind)
                .containsExactlyInAnyOrderElementsOf(kindsOfDefaultAnd("Ingress"));
        assertThat(Manifests.deployment(rendered).getSpec().getTemplate().getMetadata())
                .extracting(metadata -> metadata.getAnnotations().get("example.org/hostile"))
                .isEqualTo("a\n---\nkind: ClusterRoleBinding\n\"b\": {{ .Release }}");
    }

    private static List<String> kindsOfDefaultAnd(String another) {
        List<String> kinds =
                new ArrayList<>(chart.with("default").stream().map(HasMetadata::getKind).toList());
        kinds.add(another);
        return kinds;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicas | replicas is 2, which takes a PostgreSQL that all of them use: set database.url",
                "unknown | injection",
                "unknown-inside | namespace is not allowed",
                "pattern | inject.namespaces",
                "newline | inject.namespaces",
                "number | OKIAGARI_HISTORY_KEEP",
                "open | security.mode",
                "oidc | takes security.oidc.issuer",
                "ingress | takes ingress.host",
                "host | hosts.0",
                "unwatched | checkout is in inject or probeChanges and not in watch.namespaces"
            })
    void whatCannotBeMeantIsRefusedWithASentence(String values, String sentence) {
        assertThat(chart.refusal(values)).contains(sentence);
    }

    /** One that does not exist would stop the start. */
    @ParameterizedTest
    @CsvSource({"default", "everything", "openshift", "replicas", "oidc"})
    void everySettingThatIsMadeExists(String values) throws IOException {
        JsonNode metadata =
                JsonMapper.shared()
                        .readTree(
                                Files.readString(
                                        Path.of(
                                                "target",
                                                "classes",
                                                "META-INF",
                                                "spring-configuration-metadata.json")));
        List<String> known =
                metadata.path("properties")
                        .valueStream()
                        .map(one -> one.path("name").asString())
                        .map(name ->
                                name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT))
                        .toList();

        // Of a list the metadata names the list.
        assertThat(
                        settings(chart.with(values)).keySet().stream()
                                .filter(name -> name.startsWith("OKIAGARI_"))
                                .map(name -> name.replaceFirst("_[0-9]+_.*", "")))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    @Test
    void itsVersionIsThatOfTheProgram() throws IOException {
        Matcher ours =
                Pattern.compile("(?m)^version: (.+)$")
                        .matcher(Files.readString(Chart.SOURCE.resolve("Chart.yaml")));
        Matcher pom =
                Pattern.compile("<artifactId>okiagari</artifactId>\\s*<version>([^<-]+)")
                        .matcher(Files.readString(Path.of("pom.xml")));

        assertThat(ours.find() && pom.find()).isTrue();
        assertThat(ours.group(1)).isEqualTo(pom.group(1));
    }

    private static List<PolicyRule> rules(String manifest) {
        return Manifests.read(Manifests.KUBERNETES, manifest).stream()
                .flatMap(Manifests::rules)
                .toList();
    }

    /** As the kubelet hands them over: it takes {@code $$} for {@code $}. */
    private static Map<String, String> settings(List<HasMetadata> rendered) {
        return Manifests.pod(rendered).getContainers().getFirst().getEnv().stream()
                .collect(Collectors.toMap(EnvVar::getName, ChartTests::value));
    }

    private static String value(EnvVar set) {
        return set.getValue() == null ? "from elsewhere" : set.getValue().replace("$$", "$");
    }
}
