package dev.okiagari.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

class CredentialsFinderTests {

    private static final String KUBECONFIG =
            """
            apiVersion: v1
            kind: Config
            current-context: one
            clusters:
            - {name: first, cluster: {server: 'https://127.0.0.1:1'}}
            - {name: second, cluster: {server: 'https://127.0.0.1:2'}}
            contexts:
            - {name: one, context: {cluster: first, user: me}}
            - {name: two, context: {cluster: second, user: me}}
            users:
            - {name: me, user: {token: t}}
            """;

    @TempDir Path folder;

    @Test
    void currentContextIsTakenWhereNoneIsSet() throws IOException {
        assertThat(usable(null).name()).isEqualTo("first");
        assertThat(usable(null).config().getMasterUrl()).startsWith("https://127.0.0.1:1");
    }

    @Test
    void contextCanBeChosen() throws IOException {
        assertThat(usable("two").config().getMasterUrl()).startsWith("https://127.0.0.1:2");
    }

    @Test
    void fileThatIsNamedRelativelyIsBesideTheKubeconfig() throws IOException {
        Path file = write(KUBECONFIG.replace("{token: t}", "{client-certificate: me.crt}"));

        Credentials found = finder(ClusterProperties.Mode.KUBECONFIG, "one", named(file)).find();

        assertThat(((Credentials.Usable) found).config().getClientCertFile())
                .isEqualTo(folder.resolve("me.crt").toString());
    }

    @Test
    void connectionsCanBeUpgraded() throws IOException {
        assertThat(usable(null).config().isHttp2Disable()).isTrue();
    }

    @Test
    void nothingIsEverSentTwice() throws IOException {
        assertThat(usable(null).config().getRequestRetryBackoffLimit()).isZero();
    }

    @Test
    void unknownContextIsSaid() throws IOException {
        assertThat(find(write(KUBECONFIG), "three"))
                .isEqualTo("cluster.connection.context-missing");
    }

    @Test
    void missingFileIsSaid() {
        assertThat(find(folder.resolve("absent"), null))
                .isEqualTo("cluster.connection.kubeconfig-missing");
    }

    @Test
    void fileThatDoesNotParseIsSaid() throws IOException {
        assertThat(find(write("{{{ not yaml"), null))
                .isEqualTo("cluster.connection.kubeconfig-malformed");
    }

    @Test
    void withoutAnyClusterPracticeIsMissedByName() {
        CredentialsFinder finder =
                finder(ClusterProperties.Mode.PRACTICE, null, new MockEnvironment());

        assertThat(finder.find())
                .isEqualTo(
                        new Credentials.Unusable(
                                Message.of("cluster.connection.nothing-configured")));
    }

    private Credentials.Usable usable(String context) throws IOException {
        return (Credentials.Usable)
                finder(ClusterProperties.Mode.AUTO, context, named(write(KUBECONFIG))).find();
    }

    private static String find(Path file, String context) {
        Credentials found = finder(ClusterProperties.Mode.KUBECONFIG, context, named(file)).find();
        return ((Credentials.Unusable) found).reason().key();
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("config"), content);
    }

    private static MockEnvironment named(Path file) {
        return new MockEnvironment().withProperty("KUBECONFIG", file.toString());
    }

    private static CredentialsFinder finder(
            ClusterProperties.Mode mode, String context, MockEnvironment environment) {
        Duration second = Duration.ofSeconds(1);
        ClusterProperties properties =
                new ClusterProperties(
                        mode, context, List.of(), Duration.ofMinutes(5), second, second);
        return new CredentialsFinder(
                properties,
                environment,
                new StaticListableBeanFactory().getBeanProvider(ClusterSource.class));
    }
}
