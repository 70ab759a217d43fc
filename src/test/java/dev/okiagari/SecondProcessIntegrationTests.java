package dev.okiagari;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.FileSystemResource;

class SecondProcessIntegrationTests {

    @TempDir Path directory;

    @Test
    void secondProcessOnOneDataDirectoryEndsWithASentence() throws Exception {
        try (DataDirectory.Lock held = DataDirectory.prepare(directory).lock()) {
            assertThat(held.held().isValid()).isTrue();

            Ended second =
                    java(
                            Main.class,
                            "--okiagari.data-dir=" + directory,
                            "--spring.datasource.url=" + url(directory));

            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output().strip())
                    .hasLineCount(1)
                    .contains("Okiagari cannot start. The data directory " + directory)
                    .contains("is in use by another process");
        }
    }

    @Test
    void whatIsCommittedSurvivesAHaltedProcess() throws Exception {
        Ended writer = java(HaltedWriter.class, url(directory));

        assertThat(writer.exitCode()).as(writer.output()).isEqualTo(HaltedWriter.EXIT_CODE);
        try (Connection connection = DriverManager.getConnection(url(directory));
                var rows = connection.createStatement().executeQuery("select entry from kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("committed");
        }
    }

    /** Commits a row, and ends as a process does that is killed. */
    static final class HaltedWriter {

        static final int EXIT_CODE = 9;

        public static void main(String[] arguments) throws SQLException {
            Connection connection = DriverManager.getConnection(arguments[0]);
            connection.setAutoCommit(false);
            connection.createStatement().execute("create table kept (entry varchar)");
            connection.createStatement().execute("insert into kept values ('committed')");
            connection.commit();
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    private record Ended(int exitCode, String output) {}

    private static Ended java(Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Stream.concat(
                                                Stream.of(
                                                        Path.of(
                                                                        System.getProperty(
                                                                                "java.home"),
                                                                        "bin",
                                                                        "java")
                                                                .toString(),
                                                        "-cp",
                                                        System.getProperty("java.class.path"),
                                                        main.getName()),
                                                Stream.of(arguments))
                                        .toList())
                        .redirectErrorStream(true)
                        .start();
        String output =
                new String(
                        process.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }

    /** The URL that the application uses, with this data directory. */
    private static String url(Path directory) throws IOException {
        var yaml = new FileSystemResource("src/main/resources/application.yaml");
        Object url =
                new YamlPropertySourceLoader()
                        .load("application", yaml)
                        .getFirst()
                        .getProperty("spring.datasource.url");
        return String.valueOf(url).replace("${okiagari.data-dir}", directory.toString());
    }
}
