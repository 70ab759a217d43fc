package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * From the click to the signal, against {@code kubectl exec POD -- kill -CONT 1} in turns on the
 * same pod. SIGCONT does nothing to a process that runs.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealClusterInjectionSpeedTests {

    private static final String APP = "quick";

    /** What has run for a day is compiled; 10 clicks do not make it so. */
    private static final int WARM_UP = 150;

    private static final int MEASURED = 40;
    private static final double AT_MOST = 0.45;

    /** A person reads the forecast before the click; this is quick. */
    private static final Duration READING = Duration.ofSeconds(2);

    private String kubectl = "";
    private Path kubeconfig;
    private Lab lab;
    private Okiagari okiagari;

    /**
     * What one click took, in milliseconds.
     *
     * @param planned until it was planned: what it asked of the cluster and the guards
     * @param delivered until the command's word that the signal is delivered was there; the click
     *     is its beginning
     */
    private record Click(long planned, long delivered) {}

    @BeforeAll
    void deploy() {
        kubeconfig = RealCluster.kubeconfig();
        kubectl =
                onPath("kubectl")
                        .orElseGet(
                                () -> Assumptions.abort("No kubectl on the PATH to compare with."));
        okiagari =
                Okiagari.unhurried(
                        kubeconfig,
                        Okiagari.directory(getClass().getSimpleName()),
                        "--okiagari.experiment.settle=1s");
        lab = new Lab(kubeconfig, RealCluster.images());
        lab.open();
        lab.deploy(lab.namespace(), APP, lab.images().sinatra(), Map.of());
        lab.awaitReady(lab.namespace(), APP);
    }

    @AfterAll
    void remove() {
        if (lab != null) {
            lab.close();
        }
        if (okiagari != null) {
            okiagari.close();
        }
    }

    @Test
    void aClickTakesLessThanHalfOfWhatKubectlTakes() {
        List<Click> clicks = new ArrayList<>();
        List<Long> others = new ArrayList<>();
        Pod pod = lab.pod(APP);
        long coldOther = kubectl(pod);
        Click cold = click(pod, READING);
        for (int i = 0; i < WARM_UP; i++) {
            click(pod, Duration.ZERO);
        }
        for (int i = 0; i < MEASURED; i++) {
            others.add(kubectl(pod));
            clicks.add(click(pod, READING));
        }
        report("the first: a click %d ms, kubectl %d ms", cold.delivered(), coldOther);
        report(
                "a click: %s, of which %s until it was planned",
                figures(clicks, Click::delivered), figures(clicks, Click::planned));
        report("kubectl: %s", figures(others, Long::longValue));
        double ratio = (double) median(clicks, Click::delivered) / median(others, Long::longValue);
        report(
                "ratio of the medians: %s of %d clicks",
                String.format(Locale.ROOT, "%.2f", ratio), clicks.size());
        assertThat(ratio).isLessThanOrEqualTo(AT_MOST);
    }

    /** The whole process: that is what a person waits for. */
    private long kubectl(Pod pod) {
        List<String> command =
                List.of(
                        kubectl,
                        "--kubeconfig=" + kubeconfig,
                        "exec",
                        "--namespace=" + pod.getMetadata().getNamespace(),
                        pod.getMetadata().getName(),
                        "--",
                        "kill",
                        "-CONT",
                        "1");
        long before = System.nanoTime();
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            assertThat(process.waitFor()).as("%s", command).isZero();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        return Duration.ofNanos(System.nanoTime() - before).toMillis();
    }

    /** Okiagari's clock is ours: it is the same machine. */
    private Click click(Pod pod, Duration reading) {
        Map<String, Object> request = Faults.request(Faults.container(pod), Faults.signal("CONT"));
        okiagari.api().post("/api/forecasts", request).expect(200);
        if (reading.isPositive()) {
            await("the forecast is read").pollDelay(reading).until(() -> true);
        }
        long clicked = System.currentTimeMillis();
        String id = okiagari.api().started(request);
        JsonNode experiment = okiagari.api().ended(id);
        assertThat(experiment.at("/verdict/outcome").asString())
                .as(experiment.toPrettyString())
                .isEqualTo("no-effect");
        return new Click(
                at(experiment, "requestedAt") - clicked, at(experiment, "injectedAt") - clicked);
    }

    private static long at(JsonNode experiment, String field) {
        return Instant.parse(experiment.path(field).asString()).toEpochMilli();
    }

    private static <T> String figures(List<T> all, ToLongFunction<T> millis) {
        return "median %d ms, p95 %d ms, worst %d ms"
                .formatted(
                        median(all, millis),
                        sorted(all, millis).get(all.size() * 95 / 100),
                        Collections.max(sorted(all, millis)));
    }

    private static <T> long median(List<T> all, ToLongFunction<T> millis) {
        return sorted(all, millis).get(all.size() / 2);
    }

    private static <T> List<Long> sorted(List<T> all, ToLongFunction<T> millis) {
        return all.stream().mapToLong(millis).sorted().boxed().toList();
    }

    private static Optional<String> onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static void report(String text, Object... facts) {
        System.out.println("[speed] " + text.formatted(facts));
    }
}
