package dev.okiagari.safety;

import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.NotConnectedException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the cluster something, once, and does not wait for long: somebody is about to click. */
@Component
class Enquiry {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int LONGEST = 200;
    private static final List<Integer> HIDDEN = List.of(403, 404);

    private final ClusterConnection connection;

    Enquiry(ClusterConnection connection) {
        this.connection = connection;
    }

    /**
     * @param question gives null where there is nothing of that name
     */
    <T> Fact<T> ask(Function<KubernetesClient, @Nullable T> question) {
        try {
            NamespacedKubernetesClient client =
                    connection.client().adapt(NamespacedKubernetesClient.class);
            @Nullable T found = client.withRequestConfig(shortly(client)).call(question::apply);
            return found == null ? new Fact.Hidden<>() : new Fact.Known<>(found);
        } catch (KubernetesClientException refused) {
            return HIDDEN.contains(refused.getCode())
                    ? new Fact.Hidden<>()
                    : new Fact.Unknown<>(line(refused));
        } catch (NotConnectedException away) {
            return new Fact.Unknown<>(line(away));
        }
    }

    private static RequestConfig shortly(KubernetesClient client) {
        return new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                .withRequestRetryBackoffLimit(0)
                .withRequestTimeout((int) PATIENCE.toMillis())
                .build();
    }

    private static String line(Exception failure) {
        String text = String.valueOf(failure.getMessage()).replaceAll("\\p{Cntrl}+", " ").strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
