package dev.okiagari;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a process writes whose log machines read: a log is set up once, so it has one of its own.
 */
class StructuredLogIntegrationTests {

    @ParameterizedTest
    @ValueSource(strings = {"ecs", "logstash"})
    void allThatAProcessWritesIsJson(String format) throws Exception {
        List<String> lines = failed("--logging.structured.format.console=" + format);

        assertThat(lines).isNotEmpty();
        assertThat(lines.stream().map(line -> new JsonMapper().readTree(line)))
                .anyMatch(
                        line -> line.path("message").asString().contains("Okiagari cannot start"));
    }

    @Test
    void formatThatIsEmptyIsNone() throws Exception {
        assertThat(failed("--logging.structured.format.console="))
                .singleElement()
                .asString()
                .contains(" ERROR ", ": Okiagari cannot start.");
    }

    private static List<String> failed(String... arguments)
            throws IOException, InterruptedException {
        Stream<String> java =
                Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--okiagari.practice.speed=2",
                        "--okiagari.cluster.mode=auto");
        Process process =
                new ProcessBuilder(Stream.concat(java, Stream.of(arguments)).toList())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        return output.lines().toList();
    }
}
