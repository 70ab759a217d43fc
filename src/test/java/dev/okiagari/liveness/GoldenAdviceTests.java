package dev.okiagari.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.Manifests;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/**
 * What is advised for workloads as people write them: a folder each case, {@code in-*.yaml} with
 * what the cluster has, {@code expected.yaml} with what is said of each of its containers.
 */
class GoldenAdviceTests {

    private static final Path CASES = Path.of("src", "test", "resources", "liveness");

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(Path::getFileName).map(String::valueOf).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void adviceIsWhatTheCaseExpects(String name) throws IOException {
        assertThat(Serialization.asYaml(said(name)))
                .isEqualTo(Serialization.asYaml(expected(name)));
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void everyRuleHasACaseInWhichItHoldsAndOneInWhichItDoesNot(Rule rule) throws IOException {
        assertThat(cases()).contains(rule.id());
        List<Boolean> holds =
                expected(rule.id()).stream()
                        .map(container -> container.toString().contains("rule=" + rule.id() + ","))
                        .toList();
        assertThat(holds).contains(true, false);
    }

    @Test
    void wellMadeWorkloadsOfEachKindDeserveNone() throws IOException {
        assertThat(said("well-made"))
                .hasSize(5)
                .allSatisfy(
                        container -> assertThat(container).containsEntry("findings", List.of()));
    }

    private static List<Map<String, Object>> said(String name) throws IOException {
        String yaml = input(name);
        List<PodSnapshot> pods = Manifests.pods(yaml);
        ShownPods cluster = new ShownPods(pods);
        TermReadings readings = new TermReadings(cluster);
        Manifests.processes(yaml, pods).forEach(readings::on);
        return new Coverage(cluster, readings)
                .of(CoverageQuery.ALL).stream()
                        .sorted(Covered.BY_NAME)
                        .map(GoldenAdviceTests::container)
                        .toList();
    }

    private static Map<String, Object> container(Covered covered) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put(
                "container",
                covered.workload().kind()
                        + "/"
                        + covered.workload().name()
                        + "/"
                        + covered.container());
        said.put(
                "findings",
                covered.current().findings().stream().map(GoldenAdviceTests::finding).toList());
        if (!covered.others().isEmpty()) {
            said.put("others", covered.others().stream().map(GoldenAdviceTests::other).toList());
        }
        return said;
    }

    private static Map<String, Object> other(Variant variant) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("pods", variant.pods());
        said.put("findings", variant.findings().stream().map(GoldenAdviceTests::finding).toList());
        return said;
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("rule", finding.rule().id());
        said.put("severity", finding.severity().word());
        said.put("evidence", finding.evidence().stream().map(GoldenAdviceTests::english).toList());
        return said;
    }

    private static String english(Message message) {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/liveness");
        messages.setDefaultEncoding("UTF-8");
        return messages.getMessage(message.key(), message.arguments().toArray(), Locale.ENGLISH);
    }

    private static String input(String name) throws IOException {
        try (Stream<Path> files = Files.list(CASES.resolve(name))) {
            List<Path> inputs =
                    files.filter(file -> String.valueOf(file.getFileName()).startsWith("in-"))
                            .sorted()
                            .toList();
            StringBuilder all = new StringBuilder();
            for (Path input : inputs) {
                all.append(all.isEmpty() ? "" : "---\n").append(Files.readString(input));
            }
            return all.toString();
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> expected(String name) throws IOException {
        return Serialization.unmarshal(
                Files.readString(CASES.resolve(name).resolve("expected.yaml")), List.class);
    }
}
