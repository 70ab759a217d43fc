package dev.okiagari.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures what {@code docs/measurements.md} says of the timeline over many restarts. Run {@code
 * main}; its arguments are a directory, empty or filled by an earlier run (or a JDBC URL of H2),
 * and how many restarts each of 10,000 containers has had within 30 days.
 */
final class TimelineMeasurement {

    private static final int PODS = 10_000;
    private static final int TIMES = 40;
    private static final Instant NOW = Pods.at(0);

    private final Timelines timelines;
    private final JdbcClient jdbc;

    private TimelineMeasurement(ConfigurableApplicationContext context) {
        timelines = context.getBean(Timelines.class);
        jdbc = context.getBean(JdbcClient.class);
    }

    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(HistoryTestApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        String place = arguments[0];
        String url =
                place.startsWith("jdbc:")
                        ? place
                        : "jdbc:h2:file:" + place + "/measured;WRITE_DELAY=0";
        try (var context = application.run("--spring.datasource.url=" + url)) {
            new TimelineMeasurement(context).measure(Integer.parseInt(arguments[1]));
        }
    }

    private void measure(int each) {
        if (jdbc.sql("select count(*) from history_pod").query(Long.class).single() == 0) {
            fill(each);
        }
        time("15 min", Duration.ofMinutes(15), null, null, null);
        time("1 h", Duration.ofHours(1), null, null, null);
        time("24 h", Duration.ofHours(24), null, null, null);
        time("7 days", Duration.ofDays(7), null, null, null);
        time("30 days", Duration.ofDays(30), null, null, null);
        time("30 days of a namespace", Duration.ofDays(30), "ns-7", null, null);
        time("30 days of a workload", Duration.ofDays(30), "ns-7", "Deployment/web-7", null);
        time("30 days of a workload's name", Duration.ofDays(30), null, "web-7", null);
        time("30 days of a pod", Duration.ofDays(30), null, null, "web-7-1");
    }

    /** Spread evenly over containers and days, three pods to a workload, 40 namespaces. */
    private void fill(int each) {
        long begun = System.nanoTime();
        jdbc.sql(
                        """
                        insert into history_pod (cluster_id, pod_uid, namespace, pod, kind, workload,
                          created_at, gone, replaced, successor, settled)
                        select :cluster, 'uid-' || x, 'ns-' || mod(x / 3, 40),
                          'web-' || (x / 3) || '-' || mod(x, 3), 'Deployment', 'web-' || (x / 3),
                          cast(:born as timestamp(3) with time zone), false, false, false, true
                        from system_range(0, :pods - 1)
                        """)
                .param("cluster", ShownCluster.ID)
                .param("born", Ledger.time(NOW.minus(Duration.ofDays(40))))
                .param("pods", PODS)
                .update();
        jdbc.sql(
                        """
                        insert into history_container (cluster_id, pod_uid, container, life,
                          restart_count, settled, version)
                        select cluster_id, pod_uid, 'app', 0, 0, true, '1' from history_pod
                        """)
                .update();
        double step = Duration.ofDays(30).toSeconds() / (double) each;
        for (int n = 0; n < each; n++) {
            restarts(n, Math.round(n * step), Math.round(step));
        }
        System.out.printf(
                "%,d restarts written in %d s%n",
                (long) PODS * each, (System.nanoTime() - begun) / 1_000_000_000);
    }

    private void restarts(int number, long second, long step) {
        jdbc.sql(
                        """
                        insert into history_restart (cluster_id, happened_at, namespace, kind,
                          workload, pod, pod_uid, container, life, restart_count, cause, evidence,
                          exit_code, ended_container_id, began_started_at, seen_at)
                        select p.cluster_id, p.t, p.namespace, p.kind, p.workload, p.pod,
                          p.pod_uid, 'app', 0, cast(:count as integer), 'crash', 'history.evidence.exit', 1,
                          'run-' || cast(:count as integer), p.t, p.t
                        from (select q.*, dateadd('SECOND', mod(abs(ora_hash(q.pod_uid)), cast(:step as bigint)),
                            cast(:at as timestamp(3) with time zone)) as t
                          from history_pod q) p
                        """)
                .param("count", number)
                .param("step", Math.max(1, step))
                .param("at", Ledger.time(NOW.minus(Duration.ofDays(30)).plusSeconds(second)))
                .update();
    }

    private void time(
            String what,
            Duration length,
            @Nullable String namespace,
            @Nullable String workload,
            @Nullable String pod) {
        double[] millis = new double[TIMES];
        Timeline last = null;
        for (int i = 0; i < TIMES; i++) {
            long begun = System.nanoTime();
            last =
                    timelines.of(
                            new TimelineQuery(
                                    NOW.minus(length),
                                    NOW,
                                    namespace,
                                    workload,
                                    pod,
                                    500,
                                    4000,
                                    240));
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                "%-30s median %6.1f ms, p95 %6.1f ms, worst %6.1f ms; %d lanes, %d restarts%n",
                what,
                millis[TIMES / 2],
                millis[TIMES * 95 / 100],
                millis[TIMES - 1],
                last == null ? 0 : last.lanes().size(),
                last == null ? 0 : last.lanes().stream().mapToInt(Timeline.Lane::total).sum());
    }
}
