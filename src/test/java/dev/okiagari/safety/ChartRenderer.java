package dev.okiagari.safety;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Helm in a process of its own, for it brings a runtime that is not to live in that of the tests.
 *
 * <p>Arguments: the chart, and a directory of values. What they become is written beside each
 * {@code NAME.yaml}: as {@code NAME.out}, or what is wrong as {@code NAME.err}.
 */
final class ChartRenderer {

    static final String RELEASE = "okiagari";

    private ChartRenderer() {}

    public static void main(String[] arguments) throws IOException {
        Helm helm = new Helm(Path.of(arguments[0]).toAbsolutePath());
        Path directory = Path.of(arguments[1]);
        Files.write(directory.resolve("lint.out"), helm.lint().strict().call().getMessages());
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "*.yaml")) {
            for (Path values : all) {
                render(helm, values);
            }
        }
    }

    private static void render(Helm helm, Path values) throws IOException {
        String name = values.getFileName().toString().replace(".yaml", "");
        try {
            String rendered =
                    helm.template()
                            .withName(RELEASE)
                            .withNamespace(RELEASE)
                            .withValuesFile(values)
                            .call();
            Files.writeString(values.resolveSibling(name + ".out"), rendered);
        } catch (IllegalStateException refused) {
            Files.writeString(
                    values.resolveSibling(name + ".err"), String.valueOf(refused.getMessage()));
        }
    }
}
