package dev.okiagari.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class FailuresTests {

    @Test
    void refusedConnectionIsSaidAsSuch() {
        ConnectException refused = new ConnectException();
        // so it comes from the JDK's client
        refused.initCause(new ClosedChannelException());

        assertThat(explain(new ExecutionException(new IOException(refused))))
                .isEqualTo("cluster.connection.refused");
    }

    @Test
    void unknownHostIsNotARefusal() {
        ConnectException unknown = new ConnectException();
        unknown.initCause(new UnresolvedAddressException());

        assertThat(explain(unknown)).isEqualTo("cluster.connection.unknown-host");
    }

    @Test
    void silenceIsATimeout() {
        assertThat(explain(new ExecutionException(new HttpTimeoutException("request timed out"))))
                .isEqualTo("cluster.connection.timeout");
    }

    @Test
    void certificateThatIsNotTrustedIsSaid() {
        assertThat(explain(new IOException(new SSLHandshakeException("PKIX path"))))
                .isEqualTo("cluster.connection.tls");
    }

    @Test
    void refusedCredentialsAreTold() {
        assertThat(explain(new KubernetesClientException("no", 401, null)))
                .isEqualTo("cluster.connection.unauthorized");
        assertThat(explain(new KubernetesClientException("no", 403, null)))
                .isEqualTo("cluster.connection.forbidden");
    }

    @Test
    void aForbiddenWatchNamesThePermissionThatItTakes() {
        KubernetesClientException watch =
                new KubernetesClientException(
                        "Received 403 on websocket. GET at: /api/v1/pods?resourceVersion=7&watch=true",
                        403,
                        null);

        assertThat(Failures.explainWatch("pods", new ExecutionException(watch)))
                .isEqualTo(Message.of("cluster.watch.forbidden", "watch", "pods"));
        assertThat(Failures.explainWatch("pods", new KubernetesClientException("no", 403, null)))
                .isEqualTo(Message.of("cluster.watch.forbidden", "list", "pods"));
        assertThat(Failures.explainWatch("pods", new KubernetesClientException("no", 401, null)))
                .isEqualTo(Message.of("cluster.connection.unauthorized"));
    }

    @Test
    void whateverElseIsCutToALine() {
        Message other = Failures.explain(new IllegalStateException("a\nb" + "x".repeat(999)));

        assertThat(other.key()).isEqualTo("cluster.connection.failed");
        assertThat(other.arguments().getFirst()).startsWith("a b").hasSizeLessThan(310);
    }

    private static String explain(Throwable failure) {
        return Failures.explain(failure).key();
    }
}
