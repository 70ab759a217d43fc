package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.WorkloadRef;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Measures the pods page and the liveness page with 10,000 pods; it takes a while, so its name
 * keeps it out of the usual run: {@code mvn test -Dtest=PodsPageTimes}.
 */
@SpringBootTest(classes = PagesTestApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class PodsPageTimes {

    private static final int WARM_UP = 300;
    private static final int MEASURED = 300;

    @LocalServerPort int port;
    @Autowired ShownCluster cluster;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/liveness", "/liveness?q=app-24"})
    void tenThousandPodsInTwoThousandFiveHundredWorkloads(String path) throws Exception {
        cluster.show(tenThousand());
        double[] millis = new double[MEASURED];

        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < WARM_UP; i++) {
                get(client, path);
            }
            for (int i = 0; i < MEASURED; i++) {
                long before = System.nanoTime();
                get(client, path);
                millis[i] = (System.nanoTime() - before) / 1e6;
            }
        }

        Arrays.sort(millis);
        System.out.printf(
                "%s, 10,000 pods: median %.0f ms, p95 %.0f ms, worst %.0f ms of %d%n",
                path,
                millis[MEASURED / 2],
                millis[MEASURED * 95 / 100],
                millis[MEASURED - 1],
                MEASURED);
        assertThat(millis[MEASURED * 95 / 100]).isLessThan(1000);
    }

    private void get(HttpClient client, String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
        String page = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        assertThat(page).contains("</html>");
    }

    private static List<PodSnapshot> tenThousand() {
        List<PodSnapshot> pods = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            int workload = i % 2500;
            pods.add(
                    PagesFixture.pod(
                            new WorkloadRef("ns-" + workload % 40, "Deployment", "app-" + workload),
                            "app-" + workload + "-7d9c5b8f6-" + i,
                            "node-" + i % 100,
                            i % 97 == 0
                                    ? PagesFixture.heldBack("app", i % 30 + 1)
                                    : PagesFixture.running("app", i % 3, Probes.NONE)));
        }
        return pods;
    }
}
