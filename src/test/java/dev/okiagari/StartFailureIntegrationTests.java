package dev.okiagari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.okiagari.database.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StartFailureIntegrationTests {

    private static final String FROM_THE_FUTURE =
            """
            create table "flyway_schema_history" ("installed_rank" int not null primary key,
              "version" varchar(50), "description" varchar(200) not null, "type" varchar(20) not null,
              "script" varchar(1000) not null, "checksum" int, "installed_by" varchar(100) not null,
              "installed_on" timestamp default current_timestamp not null, "execution_time" int not null,
              "success" boolean not null);
            insert into "flyway_schema_history" values (1, '299901010000', 'cluster future', 'SQL',
              'V299901010000__cluster_future.sql', 1, 'SA', current_timestamp, 1, true);
            """;

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --okiagari.practise.speed=2   | There is no setting okiagari.practise.speed. Did you mean okiagari.practice.speed?
                    --okiagari.practice.speed=2   | okiagari.practice.speed is 2.0, but only the practice cluster's time
                    --okiagari.practice.speed=fast| okiagari.practice.speed is fast, which it cannot be:
                    --okiagari.data-dir=          | okiagari.data-dir is empty:
                    --okiagari.replicas.enabled=true | okiagari.replicas.enabled is true, but replicas share a PostgreSQL, and the database is jdbc:h2:
                    """)
    void settingThatCannotBeMeantIsNamed(String argument, String sentence, CapturedOutput output) {
        assertThatStartFails(output, sentence, argument, "--okiagari.cluster.mode=auto");
    }

    @Test
    void replicasShareNoPracticeCluster(CapturedOutput output) {
        assertThatStartFails(
                output,
                "okiagari.replicas.enabled is true, but each process has a practice cluster of its own:",
                "--okiagari.replicas.enabled=true",
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none",
                "--okiagari.cluster.mode=practice");
    }

    @Test
    void aLeaseThatWouldEndBeforeItIsRenewedIsRefused(CapturedOutput output) {
        assertThatStartFails(
                output,
                "okiagari.replicas.lease-duration must be longer than renew-deadline",
                "--okiagari.replicas.lease-duration=5s",
                "--okiagari.replicas.renew-deadline=10s",
                "--okiagari.cluster.mode=auto");
    }

    @Test
    void valueOutOfRangeIsNamedWithItsRange(CapturedOutput output) {
        assertThatStartFails(
                output,
                "okiagari.practice.speed is 5000.0, but must be between 0.1 and 1000.",
                "--okiagari.practice.speed=5000",
                "--okiagari.cluster.mode=practice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --okiagari.security.local.users-file=none.yaml | okiagari.security.local.users-file is none.yaml, but it is not there, or may not be read.
                    --okiagari.security.local.users[0].name=anna   | okiagari.security.local.users: the password-hash of anna is not one of bcrypt; make one with
                    --okiagari.security.local.users[0].nmae=anna   | okiagari.security.local.users
                    --okiagari.security.session.idle=10s           | okiagari.security.session.idle and okiagari.security.session.lifetime must be 1m to 30d.
                    """)
    void userThatCannotLogInIsNamed(String argument, String sentence, CapturedOutput output) {
        assertThatStartFails(
                output,
                sentence,
                argument,
                "--okiagari.security.mode=local",
                "--okiagari.cluster.mode=practice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --okiagari.security.oidc.issuer=                        | okiagari.security.oidc.issuer is not set, but okiagari.security.mode=oidc needs it.
                    --okiagari.security.oidc.issuer=http://sso.example.org  | okiagari.security.oidc.issuer is http://sso.example.org, but it must be an https address
                    --okiagari.security.oidc.client-secret=                 | okiagari.security.oidc.client-secret is not set, but okiagari.security.mode=oidc needs it.
                    --okiagari.security.oidc.default-role=owner             | okiagari.security.oidc.default-role is owner, which it cannot be:
                    --okiagari.security.oidc.roles[0].admin=a/b             | okiagari.security.oidc.roles[0] is group sre, operator [], admin [a/b], but a namespace is neither
                    --okiagari.security.oidc.roles[0].group=                | okiagari.security.oidc.roles[0] is group , operator [], admin [], but each needs a group.
                    """)
    void providerThatCannotBeMeantIsNamed(String argument, String sentence, CapturedOutput output) {
        String name = argument.split("=", 2)[0];
        String[] arguments =
                Stream.concat(
                                Stream.of(
                                                "--okiagari.security.mode=oidc",
                                                "--okiagari.cluster.mode=practice",
                                                "--okiagari.security.oidc.issuer=https://sso.example.org",
                                                "--okiagari.security.oidc.client-id=okiagari",
                                                "--okiagari.security.oidc.client-secret=s3cret",
                                                "--okiagari.security.oidc.roles[0].group=sre")
                                        .filter(usual -> !usual.startsWith(name + "=")),
                                Stream.of(argument))
                        .toArray(String[]::new);

        assertThatStartFails(output, sentence, arguments);
        assertThat(output).doesNotContain("s3cret");
    }

    @Test
    void dataDirectoryThatCannotBeMadeIsNamed(CapturedOutput output) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatStartFails(
                output,
                "The data directory " + file.resolve("data") + " cannot be written (",
                "--okiagari.data-dir=" + file.resolve("data"));
    }

    @Test
    void brokenDatabaseIsNamed(CapturedOutput output) throws IOException {
        Files.writeString(directory.resolve("okiagari.mv.db"), "not a database".repeat(1000));

        assertThatStartFails(
                output,
                "The database jdbc:h2:file:"
                        + directory
                        + "/okiagari cannot be opened; the setting is okiagari.data-dir.",
                inDirectory());
    }

    @Test
    void databaseOfANewerProgramIsRefused(CapturedOutput output) throws SQLException {
        try (var connection =
                        DriverManager.getConnection("jdbc:h2:file:" + directory + "/okiagari");
                var statement = connection.createStatement()) {
            statement.execute(FROM_THE_FUTURE);
        }

        assertThatStartFails(
                output,
                "The database jdbc:h2:file:"
                        + directory
                        + "/okiagari was written by another, probably newer Okiagari",
                inDirectory());
    }

    @Test
    @Tag("database")
    void databaseInPostgresOfANewerProgramIsRefused(CapturedOutput output) throws SQLException {
        assumeTrue(TestDatabase.isPostgres(), "the tests do not run on PostgreSQL");
        String url = TestDatabase.newSchema();
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(FROM_THE_FUTURE);
        }

        assertThatStartFails(
                output,
                "The database "
                        + url.replaceFirst("[?].*", "")
                        + " was written by another, probably newer Okiagari",
                "--spring.datasource.url=" + url,
                "--server.port=0",
                "--okiagari.data-dir=" + directory);
    }

    @Test
    @Tag("database")
    void databaseInPostgresThatRefusesThePasswordIsNamedWithoutIt(CapturedOutput output) {
        assumeTrue(TestDatabase.isPostgres(), "the tests do not run on PostgreSQL");
        String url = TestDatabase.newSchema().replaceFirst("password=[^&]*", "password=wr0ng");

        assertThatStartFails(
                output,
                "The database "
                        + url.replaceFirst("[?].*", "")
                        + " cannot be opened; the setting is spring.datasource.url.",
                "--spring.datasource.url=" + url,
                "--server.port=0",
                "--okiagari.data-dir=" + directory);
        assertThat(output).doesNotContain("wr0ng");
    }

    @Test
    void portInUseIsNamed(CapturedOutput output) throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatStartFails(
                    output,
                    "Port "
                            + taken.getLocalPort()
                            + " is in use by another process: stop that one, or set server.port",
                    "--server.port=" + taken.getLocalPort(),
                    "--okiagari.data-dir=" + directory);
        }
    }

    private String[] inDirectory() {
        return new String[] {
            "--okiagari.data-dir=" + directory,
            "--spring.datasource.url=jdbc:h2:file:${okiagari.data-dir}/okiagari;WRITE_DELAY=0",
            "--server.port=0"
        };
    }

    private static void assertThatStartFails(
            CapturedOutput output, String sentence, String... arguments) {
        assertThatThrownBy(() -> SpringApplication.run(Application.class, arguments));

        List<String> errors =
                output.getAll().lines().filter(line -> line.contains("ERROR")).toList();
        assertThat(errors)
                .singleElement()
                .asString()
                .contains("Okiagari cannot start. " + sentence);
        assertThat(stackTrace(output)).isEmpty();
    }

    private static Stream<String> stackTrace(CapturedOutput output) {
        return output.getAll().lines().filter(line -> line.strip().startsWith("at "));
    }
}
