package dev.okiagari.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.okiagari.cluster.Span;
import dev.okiagari.contract.ForecastCases.Case;
import dev.okiagari.contract.NodeProcesses.Seen;
import dev.okiagari.history.BackOff;
import dev.okiagari.liveness.Hang;
import dev.okiagari.liveness.ProbeForecast;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Probe settings by ways to hang, on a real kubelet: each pod hangs three times, and what is
 * measured lies within what was forecast. Only where a cluster is named whose node is this machine.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForecastTableTests {

    private static final int RUNS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration CALM = Duration.ofMillis(400);

    /** For so long what is not to be noticed is left hanging. */
    private static final Duration UNNOTICED = Duration.ofSeconds(40);

    /** What the kubelet, on a busy machine, takes to ask and to count, and we to read. */
    private static final Duration READING = Duration.ofMillis(500);

    private final ExecutorService pods = Executors.newCachedThreadPool();
    private Lab lab;
    private KubeletFailures failures;
    private List<Row> rows = List.of();

    /** One hang of one pod. */
    private record Row(
            Case of,
            int run,
            @Nullable ProbeForecast forecast,
            @Nullable Measured measured,
            @Nullable Throwable failure) {

        @Override
        public String toString() {
            return "%s, run %d: %s; %s"
                    .formatted(
                            of.app(),
                            run,
                            forecast,
                            failure == null ? "measured " + measured : "FAILED " + failure);
        }
    }

    /** In seconds from the hang; nothing of it where it was not noticed. */
    private record Measured(
            Duration detected, Duration ended, Duration restarted, Duration ready) {}

    @BeforeAll
    void run() throws Exception {
        Path kubeconfig = RealCluster.kubeconfig();
        lab = new Lab(kubeconfig, RealCluster.images());
        lab.open();
        failures = new KubeletFailures(kubeconfig);
        List<Future<List<Row>>> running = new ArrayList<>();
        for (Case one : ForecastCases.all()) {
            running.add(pods.submit(() -> run(one)));
        }
        List<Row> all = new ArrayList<>();
        for (Future<List<Row>> one : running) {
            all.addAll(one.get());
        }
        rows = List.copyOf(all);
        rows.forEach(row -> System.out.println("[forecast] " + row));
    }

    @AfterAll
    void remove() {
        pods.shutdownNow();
        if (failures != null) {
            failures.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> whatIsMeasuredLiesWithinTheForecast() {
        return rows.stream().map(row -> DynamicTest.dynamicTest(row.toString(), () -> check(row)));
    }

    @TestFactory
    Stream<DynamicTest> noForecastIsWiderThanAPeriodAGraceAndAStart() {
        return rows.stream()
                .filter(row -> row.forecast() instanceof ProbeForecast.Restarted)
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> checkWidth(row)));
    }

    @TestFactory
    Stream<DynamicTest> theTableIsLongEnough() {
        long settings = rows.stream().map(row -> row.of().app()).distinct().count();
        return Stream.of(
                DynamicTest.dynamicTest(
                        settings + " settings, " + rows.size() + " rows",
                        () -> {
                            assertThat(settings).isGreaterThanOrEqualTo(12);
                            assertThat(rows).hasSize((int) settings * RUNS);
                        }));
    }

    private static void check(Row row) {
        assertThat(row.failure()).isNull();
        if (!(row.forecast() instanceof ProbeForecast.Restarted forecast)) {
            assertThat(row.measured()).as("nothing notices it").isNull();
            return;
        }
        Measured measured = row.measured();
        assertThat(measured).as("it is noticed").isNotNull();
        Span detected = forecast.detected();
        assertWithin(measured.detected(), new Span(detected.min(), detected.max().plus(READING)));
        assertWithin(measured.ended(), forecast.ended());
        assertWithin(measured.restarted(), forecast.restarted());
        assertWithin(measured.ready(), forecast.ready());
    }

    private static void assertWithin(Duration measured, Span forecast) {
        assertThat(measured).isBetween(forecast.min(), forecast.max());
    }

    private static void checkWidth(Row row) {
        ProbeForecast.Restarted forecast = (ProbeForecast.Restarted) row.forecast();
        Case one = row.of();
        Duration most =
                one.probe()
                        .period()
                        .plus(Duration.ofSeconds(one.grace()))
                        .plus(ProbeForecast.START.max())
                        .plus(one.start().span().max());
        assertThat(forecast.ready().max().minus(forecast.ready().min()))
                .isLessThanOrEqualTo(most.plus(held(forecast)));
    }

    /** A start that is held back comes when the kubelet next looks. */
    private static Duration held(ProbeForecast.Restarted forecast) {
        Duration between = forecast.restarted().max().minus(forecast.ended().max());
        Duration held = between.minus(ProbeForecast.START.max());
        return held.isNegative() ? Duration.ZERO : held;
    }

    private List<Row> run(Case one) {
        List<Row> found = new ArrayList<>();
        lab.deploy(lab.namespace(), one.app(), one.spec(lab));
        List<BackOff.Step> steps = new ArrayList<>();
        for (int run = 1; run <= RUNS; run++) {
            try {
                found.add(hang(one, run, steps));
            } catch (RuntimeException | AssertionError | IOException | InterruptedException bad) {
                found.add(new Row(one, run, null, null, bad));
            }
        }
        return found;
    }

    private Row hang(Case one, int run, List<BackOff.Step> steps)
            throws IOException, InterruptedException {
        awaitGood(one);
        Pod pod = lab.pod(one.app());
        String uid = pod.getMetadata().getUid();
        String id = lab.status(one.app()).getContainerID();
        List<Seen> processes = NodeProcesses.of(id);
        Seen main = NodeProcesses.main(processes);
        int before = failures.total(uid);
        Instant at = Instant.now();
        make(one, main, processes);
        ProbeForecast forecast = one.forecast(BackOff.after(steps, at));
        if (!(forecast instanceof ProbeForecast.Restarted)) {
            boolean noticed = isEnded(main, at.plus(UNNOTICED));
            for (Seen stopped : processes) {
                signal("CONT", stopped);
            }
            return new Row(one, run, forecast, noticed ? none() : null, null);
        }
        Measured measured = measure(one, uid, id, main, before, at);
        steps.add(new BackOff.Step(at.plus(measured.ended()), true, at.plus(measured.restarted())));
        return new Row(one, run, forecast, measured, null);
    }

    private static Measured none() {
        return new Measured(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    private Measured measure(Case one, String uid, String id, Seen main, int before, Instant at) {
        Instant ended =
                await(one.app() + " has ended")
                        .atMost(PATIENCE)
                        .pollInterval(POLL)
                        .until(() -> isGone(main) ? Instant.now() : null, end -> end != null);
        ContainerStatus next =
                await(one.app() + " is ready again")
                        .atMost(PATIENCE)
                        .pollInterval(CALM)
                        .until(
                                () -> lab.status(one.app()),
                                now -> now.getReady() && !id.equals(now.getContainerID()));
        Instant ready = Instant.now();
        Instant restarted =
                NodeProcesses.startOf(NodeProcesses.main(NodeProcesses.of(next.getContainerID())));
        Instant detected = failures.reached(uid, before + one.numbers().failures());
        assertThat(detected).as("failures since the hang").isNotNull();
        return new Measured(
                Duration.between(at, detected),
                Duration.between(at, ended),
                Duration.between(at, restarted),
                Duration.between(at, ready));
    }

    /** Somewhere between two ticks, when the probe is due and has passed. */
    private void awaitGood(Case one) {
        await(one.app() + " is good")
                .atMost(PATIENCE)
                .pollInterval(CALM)
                .ignoreExceptionsMatching(early ->
                        early instanceof AssertionError
                                || early instanceof NoSuchElementException
                                || early instanceof IndexOutOfBoundsException)
                .until(() -> lab.status(one.app()).getReady() && lab.answers(lab.pod(one.app())));
        int period = one.numbers().period() * 1000;
        long pause =
                one.numbers().delay() * 1000L
                        + period
                        + ThreadLocalRandom.current().nextInt(period);
        await(one.app() + " has run for a while")
                .pollDelay(Duration.ofMillis(pause))
                .atMost(Duration.ofMillis(pause).plus(PATIENCE))
                .until(() -> lab.status(one.app()).getReady());
    }

    private static void make(Case one, Seen main, List<Seen> processes)
            throws IOException, InterruptedException {
        if (one.hang() == Hang.FROZEN) {
            for (Seen process : processes) {
                signal("STOP", process);
            }
        } else if (!one.ask().command().isEmpty()) {
            Files.delete(Path.of("/proc/" + main.onNode() + "/root/alive"));
        } else if (one.hang() == Hang.SILENT) {
            signal("STOP", children(main, processes).getFirst());
        } else {
            for (Seen server : processes) {
                if (server.name().equals("victim")) {
                    signal("KILL", server);
                }
            }
        }
    }

    private static List<Seen> children(Seen main, List<Seen> processes) {
        return processes.stream().filter(one -> one.parent() == main.onNode()).toList();
    }

    private static void signal(String name, Seen process) throws IOException, InterruptedException {
        Process kill =
                new ProcessBuilder("kill", "-" + name, String.valueOf(process.onNode())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private static boolean isEnded(Seen main, Instant until) {
        return await("it hangs on")
                .atMost(PATIENCE)
                .pollInterval(CALM)
                .until(() -> isGone(main) ? Boolean.TRUE : over(until), known -> known != null);
    }

    private static @Nullable Boolean over(Instant until) {
        return Instant.now().isAfter(until) ? Boolean.FALSE : null;
    }

    /** Its end is the container's. */
    private static boolean isGone(Seen main) {
        try {
            String stat = Files.readString(Path.of("/proc/" + main.onNode() + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[0].equals("Z") || Long.parseLong(fields[19]) != main.ticks();
        } catch (IOException ended) {
            return true;
        }
    }
}
