package dev.okiagari.history;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures what {@code docs/measurements.md} says of the history: catching up with 10,000 pods, and
 * summing up 1,000,000 restarts. Run {@code main}; its argument is an empty directory.
 */
final class HistoryMeasurement {

    private static final int PODS = 10_000;
    private static final int BATCH = 1000;
    private static final int RESTARTS_EACH = 100;

    private final Ledger ledger;
    private final Archive archive;
    private final Announcer announcer;
    private final Summaries summaries;
    private final JdbcClient jdbc;

    private HistoryMeasurement(ConfigurableApplicationContext context) {
        ledger = context.getBean(Ledger.class);
        archive = context.getBean(Archive.class);
        announcer = context.getBean(Announcer.class);
        summaries = context.getBean(Summaries.class);
        jdbc = context.getBean(JdbcClient.class);
    }

    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(HistoryTestApplication.class);
        application.setWebApplicationType(org.springframework.boot.WebApplicationType.NONE);
        try (var context =
                application.run(
                        "--spring.datasource.url=jdbc:h2:file:"
                                + arguments[0]
                                + "/measured;WRITE_DELAY=0")) {
            new HistoryMeasurement(context).measure();
        }
    }

    private void measure() {
        time("first start, 10,000 pods never seen", () -> list(1, 0));
        time("a start with nothing new, 10,000 pods", () -> list(1, 0));
        time("a start after each of 10,000 pods restarted once", () -> list(2, 1));
        time("1,000,000 restarts written by SQL", this::fill);
        time("summaries of 10,000 containers, first", this::summaries);
        time("summaries of 10,000 containers, again", this::summaries);
        time("loading what is known of 10,000 pods", () -> archive.load(ShownCluster.ID, now()));
    }

    private void list(int version, int count) {
        Memory memory = archive.load(ShownCluster.ID, now());
        List<Fact> facts = new ArrayList<>();
        Set<String> uids = new HashSet<>();
        for (int i = 0; i < PODS; i++) {
            PodSnapshot pod = pod(i, version, count);
            uids.add(pod.ref().uid());
            facts.addAll(memory.apply(new ClusterEvent.PodObserved(null, pod, now())));
            if (i % BATCH == BATCH - 1) {
                write(facts);
            }
        }
        facts.addAll(
                memory.apply(
                        new ClusterEvent.PodsListed(ShownCluster.ID, null, null, uids, now())));
        write(facts);
    }

    private void write(List<Fact> facts) {
        announcer.announce(ledger.write(ShownCluster.ID, facts, now()));
        facts.clear();
    }

    private void fill() {
        jdbc.sql(
                        """
                        insert into history_restart (cluster_id, happened_at, namespace, kind,
                          workload, pod, pod_uid, container, life, restart_count, cause,
                          evidence, seen_at)
                        select r.cluster_id, dateadd('MINUTE', -30 * x, r.happened_at),
                          r.namespace, r.kind, r.workload, r.pod, r.pod_uid, r.container, 0, x,
                          r.cause, r.evidence, r.seen_at
                        from history_restart r cross join system_range(2, cast(:each as bigint))
                        where r.restart_count = 1
                        """)
                .param("each", RESTARTS_EACH)
                .update();
    }

    private void summaries() {
        if (summaries.of(ShownCluster.ID).size() != PODS) {
            throw new IllegalStateException("not all are summed up");
        }
    }

    private static PodSnapshot pod(int number, int version, int count) {
        return Pods.pod(
                "web-" + number,
                new WorkloadRef("shop", "Deployment", "web-" + number / 3),
                version,
                0,
                null,
                null,
                count == 0
                        ? Pods.container(0, 0, null)
                        : Pods.container(count, 100, Pods.ended(count - 1, 1, 100)));
    }

    private static Instant now() {
        return Pods.at(3600);
    }

    private static void time(String what, Runnable work) {
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long begun = System.nanoTime();
        long used = thread.getCurrentThreadCpuTime();
        work.run();
        System.out.printf(
                "%-52s %8d ms, of them %8d ms on the processor%n",
                what,
                Duration.ofNanos(System.nanoTime() - begun).toMillis(),
                Duration.ofNanos(thread.getCurrentThreadCpuTime() - used).toMillis());
    }
}
