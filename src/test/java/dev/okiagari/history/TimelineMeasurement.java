package dev.okiagari.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures what {@code docs/measurements.md} says of the timeline over many restarts. Run {@code
 * main}; its arguments are a directory, empty or filled by an earlier run (or the JDBC URL of an
 * empty database), how many restarts each container has had within 30 days, and how many containers
 * there are, 10,000 where nothing is said. The runs of the newest two days are there too.
 */
final class TimelineMeasurement {

    private static final int TIMES = 40;
    private static final long CHUNK = 200_000;
    private static final Duration RUNS = Duration.ofDays(2);
    private static final Instant NOW = Pods.at(0);

    private static final String RESTARTS =
            """
            insert into history_restart (cluster_id, happened_at, namespace, kind, workload, pod,
              pod_uid, container, life, restart_count, cause, evidence, exit_code,
              ended_container_id, began_started_at, seen_at)
            select :cluster, t, 'ns-' || mod(p / 3, 40), 'Deployment', 'web-' || (p / 3),
              'web-' || (p / 3) || '-' || mod(p, 3), 'uid-' || p, 'app', 0, n, 'crash',
              'history.evidence.exit', 1, 'run-' || n, t, t
            from (select p, n, cast(:begin as timestamp(3) with time zone) + interval '1' second
                * (n * cast(:step as bigint) + mod(p * 7919, cast(:step as bigint))) as t
              from (select mod(x, cast(:pods as bigint)) as p,
                  cast(x / cast(:pods as bigint) as integer) as n
                from %s) a) b
            """;

    private static final String RUN =
            """
            insert into history_run (cluster_id, happened_at, namespace, kind, workload, pod,
              pod_uid, container, life, restart_count, container_id, started_at)
            select :cluster, t, 'ns-' || mod(p / 3, 40), 'Deployment', 'web-' || (p / 3),
              'web-' || (p / 3) || '-' || mod(p, 3), 'uid-' || p, 'app', 0, n, 'run-' || n, t
            from (select p, n, cast(:begin as timestamp(3) with time zone) + interval '1' second
                * (n * cast(:step as bigint) + mod(p * 7919, cast(:step as bigint))) as t
              from (select mod(x, cast(:pods as bigint)) as p,
                  cast(x / cast(:pods as bigint) as integer) as n
                from %s) a) b
            """;

    private final Timelines timelines;
    private final JdbcClient jdbc;
    private final boolean h2;
    private final int pods;

    private TimelineMeasurement(ConfigurableApplicationContext context, boolean h2, int pods) {
        this.h2 = h2;
        this.pods = pods;
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
            int pods = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10_000;
            new TimelineMeasurement(context, url.startsWith("jdbc:h2:"), pods)
                    .measure(Integer.parseInt(arguments[1]));
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
                        from %s
                        """
                                .formatted(series(0, pods)))
                .param("cluster", ShownCluster.ID)
                .param("born", Ledger.time(NOW.minus(Duration.ofDays(40))))
                .update();
        jdbc.sql(
                        """
                        insert into history_container (cluster_id, pod_uid, container, life,
                          restart_count, settled, version)
                        select cluster_id, pod_uid, 'app', 0, cast(:count as integer), true, '1'
                        from history_pod
                        """)
                .param("count", each - 1)
                .update();
        List<String> again = withoutIndexes();
        long step = Duration.ofDays(30).toSeconds() / each;
        for (long from = 0; from < (long) pods * each; from += CHUNK) {
            insert(RESTARTS, from, Math.min(CHUNK, (long) pods * each - from), step);
        }
        again.forEach(sql -> jdbc.sql(sql).update());
        long recent = pods * Math.min(each, RUNS.toSeconds() / step);
        insert(RUN, (long) pods * each - recent, recent, step);
        jdbc.sql("analyze").update();
        System.out.printf(
                "%,d restarts and %,d runs written in %d s%n",
                (long) pods * each, recent, (System.nanoTime() - begun) / 1_000_000_000);
    }

    private void insert(String sql, long from, long rows, long step) {
        jdbc.sql(sql.formatted(series(from, rows)))
                .param("cluster", ShownCluster.ID)
                .param("pods", pods)
                .param("step", step)
                .param("begin", Ledger.time(NOW.minus(Duration.ofDays(30))))
                .update();
    }

    private String series(long from, long rows) {
        return "%s(%d, %d) as g(x)"
                .formatted(h2 ? "system_range" : "generate_series", from, from + rows - 1);
    }

    /**
     * Ten million rows in no order are put into an index one by one for hours, and in minutes once
     * they are there.
     *
     * @return what makes the indexes again
     */
    private List<String> withoutIndexes() {
        List<String> again = new ArrayList<>();
        jdbc.sql("alter table history_restart drop constraint history_restart_key").update();
        again.add(
                "alter table history_restart add constraint history_restart_key"
                        + " unique (cluster_id, pod_uid, container, life, restart_count)");
        Matcher index =
                Pattern.compile("create index (\\S+) on history_restart [^;]+")
                        .matcher(migrations());
        while (index.find()) {
            jdbc.sql("drop index " + index.group(1)).update();
            again.add(index.group());
        }
        return again;
    }

    private static String migrations() {
        try {
            StringBuilder all = new StringBuilder();
            for (Resource file :
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath:db/migration/*.sql")) {
                all.append(file.getContentAsString(StandardCharsets.UTF_8));
            }
            return all.toString();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void time(
            String what,
            Duration length,
            @Nullable String namespace,
            @Nullable String workload,
            @Nullable String pod) {
        double[] millis = new double[TIMES];
        Timeline last = null;
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long used = threads.getCurrentThreadCpuTime();
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
                "%-30s median %6.1f ms, p95 %6.1f ms, worst %6.1f ms, on the processor %6.1f ms here;"
                        + " %d lanes, %d restarts%n",
                what,
                millis[TIMES / 2],
                millis[TIMES * 95 / 100],
                millis[TIMES - 1],
                (threads.getCurrentThreadCpuTime() - used) / 1e6 / TIMES,
                last == null ? 0 : last.lanes().size(),
                last == null ? 0 : last.lanes().stream().mapToInt(Timeline.Lane::total).sum());
    }
}
