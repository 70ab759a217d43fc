package dev.okiagari.contract;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When each liveness probe of each pod failed, by the counters of the kubelet on this machine, read
 * five times a second.
 */
final class KubeletFailures implements AutoCloseable {

    private static final String KUBELET = "https://127.0.0.1:10250";
    private static final long EVERY_MILLIS = 200;
    private static final Pattern UID = Pattern.compile("pod_uid=\"([^\"]+)\"");

    private final KubernetesClient kubelet;
    private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Map<Integer, Instant>> byPod = new ConcurrentHashMap<>();

    KubeletFailures(Path kubeconfig) {
        Config config =
                new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
                        .withMasterUrl(KUBELET)
                        // its certificate is its own
                        .withTrustCerts(true)
                        .withDisableHostnameVerification(true)
                        .build();
        kubelet = new KubernetesClientBuilder().withConfig(config).build();
        reader.scheduleWithFixedDelay(this::read, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void read() {
        String page = kubelet.raw("/metrics/probes");
        Instant now = Instant.now();
        page.lines()
                .filter(line -> line.startsWith("prober_probe_total{"))
                .filter(line -> line.contains("\"Liveness\"") && line.contains("\"failed\""))
                .forEach(line -> count(line, now));
    }

    private void count(String line, Instant now) {
        Matcher uid = UID.matcher(line);
        if (uid.find()) {
            int total = (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
            byPod.computeIfAbsent(uid.group(1), key -> new ConcurrentHashMap<>())
                    .putIfAbsent(total, now);
        }
    }

    /** So far. */
    int total(String podUid) {
        return byPod.getOrDefault(podUid, Map.of()).keySet().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    /** When the count came to at least so many; null where it has not. */
    @Nullable Instant reached(String podUid, int total) {
        return byPod.getOrDefault(podUid, Map.of()).entrySet().stream()
                .filter(entry -> entry.getKey() >= total)
                .map(Map.Entry::getValue)
                .min(Instant::compareTo)
                .orElse(null);
    }

    @Override
    public void close() {
        reader.shutdownNow();
        kubelet.close();
    }
}
