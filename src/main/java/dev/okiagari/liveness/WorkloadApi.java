package dev.okiagari.liveness;

import dev.okiagari.cluster.ClusterConnection;
import dev.okiagari.cluster.NotConnectedException;
import dev.okiagari.cluster.WorkloadRef;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads workloads and patches them: each request is sent once, and what comes back is the server's
 * own JSON. Nothing else of this package talks to a cluster.
 */
@Component
class WorkloadApi {

    private static final long PATIENCE = 30;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
    private static final String JSON_PATCH = "application/json-patch+json";

    private final ClusterConnection connection;

    WorkloadApi(ClusterConnection connection) {
        this.connection = connection;
    }

    WorkloadAnswer read(WorkloadRef workload) {
        return ask(workload, "", null);
    }

    /** All of what a patch does, but for keeping it. */
    WorkloadAnswer rehearse(WorkloadRef workload, String patch) {
        return ask(workload, "?dryRun=All&fieldManager=okiagari", patch);
    }

    WorkloadAnswer write(WorkloadRef workload, String patch) {
        return ask(workload, "?fieldManager=okiagari", patch);
    }

    private WorkloadAnswer ask(WorkloadRef workload, String query, @Nullable String patch) {
        WorkloadKind kind = WorkloadKind.of(workload.kind()).orElse(null);
        if (kind == null || !isName(workload.namespace()) || !isName(workload.name())) {
            return new WorkloadAnswer.Gone(workload.kind() + " " + workload.name());
        }
        try {
            KubernetesClient client = connection.client();
            HttpRequest.Builder request =
                    client.getHttpClient()
                            .newHttpRequestBuilder()
                            .uri(client.getMasterUrl() + kind.path(workload) + query)
                            .timeout(PATIENCE, TimeUnit.SECONDS);
            if (patch != null) {
                request.method("PATCH", JSON_PATCH, patch);
            }
            return answered(client, request.build());
        } catch (NotConnectedException away) {
            return new WorkloadAnswer.Refused(0, String.valueOf(away.getMessage()));
        }
    }

    private static WorkloadAnswer answered(KubernetesClient client, HttpRequest request) {
        try {
            HttpResponse<String> response =
                    client.getHttpClient()
                            .sendAsync(request, String.class)
                            .get(PATIENCE, TimeUnit.SECONDS);
            return Answers.of(response.code(), response.body());
        } catch (ExecutionException | TimeoutException unanswered) {
            return Answers.none(unanswered);
        } catch (InterruptedException shuttingDown) {
            Thread.currentThread().interrupt();
            return Answers.none(shuttingDown);
        }
    }

    private static boolean isName(String text) {
        return NAME.matcher(text).matches() && !text.contains("..");
    }
}
