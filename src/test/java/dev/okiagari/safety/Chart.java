package dev.okiagari.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.marcnuri.helm.jni.NativeLibrary;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * The Helm chart as it is rendered with each of the values in {@code src/test/resources/chart}.
 *
 * @param directory where what was rendered lies
 */
record Chart(Path directory) {

    static final Path SOURCE = Path.of("deploy", "helm", "okiagari");

    private static final Path VALUES = Path.of("src", "test", "resources", "chart");

    /** All at once: Helm takes longer to start than to render. */
    static Chart rendered(Path directory) throws IOException, InterruptedException {
        assumeTrue(
                ServiceLoader.load(NativeLibrary.class).findFirst().isPresent(),
                "The chart is not tested: there is no Helm for this platform among the dependencies.");
        for (Path values : values()) {
            Files.copy(values, directory.resolve(values.getFileName()));
        }
        Process helm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ChartRenderer.class.getName(),
                                SOURCE.toString(),
                                directory.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(helm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(helm.waitFor()).as(said).isZero();
        return new Chart(directory);
    }

    /** The names of those that are no refusals. */
    static List<String> cases() throws IOException {
        return values().stream()
                .map(file -> file.getFileName().toString().replace(".yaml", ""))
                .filter(name -> !name.startsWith("refused-"))
                .toList();
    }

    private static List<Path> values() throws IOException {
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(VALUES, "*.yaml")) {
            files.forEach(all::add);
        }
        return all;
    }

    List<HasMetadata> with(String name) {
        return Manifests.parse(text(name + ".out"));
    }

    /** What is wrong with values, as Helm says it. */
    String refusal(String name) {
        return text("refused-" + name + ".err");
    }

    String lint() {
        return text("lint.out");
    }

    private String text(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
