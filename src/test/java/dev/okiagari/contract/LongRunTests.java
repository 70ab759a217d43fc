package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What it holds does not grow while people look and inject, and its watches are cut. Runs for
 * {@code okiagari.long-run.minutes}, 20 where that is not set, and prints what it held each minute.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongRunTests {

    private static final int MINUTES = Integer.getInteger("okiagari.long-run.minutes", 20);
    private static final List<String> APPS = List.of("long-a", "long-b", "long-c");
    private static final List<String> PAGES =
            List.of(
                    "/",
                    "/timeline",
                    "/restarts",
                    "/experiments",
                    "/liveness",
                    "/audit",
                    "/permissions",
                    "/api/pods",
                    "/api/restarts",
                    "/api/timeline",
                    "/nothing");
    private static final List<String> LIVE =
            List.of("/live/pods", "/live/timeline", "/live/connection", "/api/stream");
    private static final List<Map<String, Object>> FAULTS =
            List.of(
                    Faults.signal("SIGTERM"),
                    Faults.signal("SIGKILL"),
                    Faults.suspend(2),
                    Faults.deletePod());

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger injected = new AtomicInteger();
    private final AtomicInteger restarted = new AtomicInteger();
    private Okiagari cluster;
    private Lab lab;
    private Relay relay;
    private Okiagari okiagari;

    @BeforeAll
    void open() {
        Path directory = Okiagari.directory(getClass().getSimpleName());
        cluster = Okiagari.practising(directory.resolve("cluster"));
        lab = new Lab(cluster.practiceKubeconfig(), PracticeContractTests.IMAGES);
        lab.open();
        relay = new Relay(lab.client().getConfiguration(), (_, _) -> Relay.Fate.PASSED);
        okiagari =
                Okiagari.unhurried(
                        relay.kubeconfig(directory.resolve("relay")),
                        directory.resolve("data"),
                        "--okiagari.safety.max-experiments=100",
                        "--okiagari.safety.workload-share=100",
                        "--okiagari.safety.namespace-share=100");
        APPS.forEach(app ->
                lab.deploy(lab.namespace(), app, lab.images().victim(), Map.of("WORKERS", "2")));
        APPS.forEach(app -> lab.awaitReady(lab.namespace(), app));
    }

    @AfterAll
    void remove() {
        okiagari.close();
        relay.close();
        lab.close();
        cluster.close();
    }

    @Test
    void whatItHoldsDoesNotGrow() throws InterruptedException {
        List<Footprint> held = new ArrayList<>();
        Instant begin = Instant.now();
        try (ScheduledExecutorService people = new ScheduledThreadPoolExecutor(8)) {
            people.scheduleAtFixedRate(quietly(this::look), 0, 200, TimeUnit.MILLISECONDS);
            people.scheduleAtFixedRate(quietly(this::watchAndLeave), 0, 500, TimeUnit.MILLISECONDS);
            people.scheduleWithFixedDelay(quietly(this::inject), 1, 3, TimeUnit.SECONDS);
            people.scheduleAtFixedRate(quietly(relay::cut), 30, 30, TimeUnit.SECONDS);
            for (int minute = 1; minute <= MINUTES; minute++) {
                TimeUnit.MINUTES.sleep(1);
                held.add(Footprint.of(okiagari, Duration.between(begin, Instant.now())));
                System.out.println("[long run] " + held.getLast().row());
            }
            people.shutdownNow();
        }
        System.out.printf(
                "[long run] %d requests, %d experiments, %d of them with a new run%n",
                turn.get(), injected.get(), restarted.get());

        assertThat(injected.get()).isGreaterThan(MINUTES);
        assertFlat(held, "heap", Footprint::heap, 8);
        assertFlat(held, "classes", Footprint::classes, 300);
        assertFlat(held, "open files", Footprint::files, 10);
        assertFlat(held, "threads", Footprint::threads, 10);
    }

    /**
     * The last third compared to the middle one: the first warms up.
     *
     * @param least growth that means nothing
     */
    private static void assertFlat(
            List<Footprint> held, String what, ToDoubleFunction<Footprint> part, double least) {
        int third = held.size() / 3;
        double before = Footprint.median(held.subList(third, 2 * third), part);
        double after = Footprint.median(held.subList(2 * third, held.size()), part);
        assertThat(after).as(what).isLessThanOrEqualTo(before + Math.max(least, before / 20));
    }

    private void look() {
        okiagari.api().page(PAGES.get(turn.getAndIncrement() % PAGES.size()));
    }

    /** A browser that is closed, without a word. */
    private void watchAndLeave() throws Exception {
        URI live = okiagari.address().resolve(LIVE.get(turn.getAndIncrement() % LIVE.size()));
        HttpResponse<InputStream> stream =
                http.send(
                        HttpRequest.newBuilder(live)
                                .header("Accept", "text/event-stream")
                                .timeout(Duration.ofSeconds(5))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = stream.body()) {
            readFor(body, Duration.ofMillis(300));
        }
    }

    private static void readFor(InputStream body, Duration time)
            throws IOException, InterruptedException {
        Thread.sleep(time);
        int there = body.available();
        assertThat(body.readNBytes(there)).hasSize(there);
    }

    private void inject() {
        int number = injected.get();
        String app = APPS.get(number % APPS.size());
        Pod pod = lab.pod(app);
        Map<String, Object> request =
                Faults.confirmed(
                        Faults.request(Faults.container(pod), FAULTS.get(number % FAULTS.size())),
                        "last-ready-replica");
        Api.Answer answer = okiagari.api().post("/api/experiments", request);
        if (answer.status() == 201) {
            injected.incrementAndGet();
            String outcome =
                    okiagari.api()
                            .ended(answer.body().path("id").asString())
                            .at("/verdict/outcome")
                            .asString("");
            restarted.addAndGet(List.of("restarted", "replaced").contains(outcome) ? 1 : 0);
        }
    }

    private interface Deed {
        void run() throws Exception;
    }

    /** What fails while a watch is cut or a pod is away is part of it. */
    private static Runnable quietly(Deed deed) {
        return () -> {
            try {
                deed.run();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (Exception | AssertionError failed) {
                System.out.println(
                        "[long run] " + failed.toString().lines().findFirst().orElse(""));
            }
        };
    }
}
