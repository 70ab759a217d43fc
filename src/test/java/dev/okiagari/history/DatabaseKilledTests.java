package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.database.Database;
import dev.okiagari.database.DatabaseState;
import dev.okiagari.database.Postgres;
import dev.okiagari.replica.Office;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.CannotCreateTransactionException;

/** PostgreSQL killed as by {@code kill -9}, again and again, while restarts go on all the time. */
@Tag("long")
class DatabaseKilledTests {

    private static final int PODS = 20;
    private static final int KILLS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Clock clock = Clock.systemUTC();
    private final Map<String, Integer> told = new HashMap<>();
    private int version;

    /** With a queue that holds all, and with one that does not. */
    @ParameterizedTest
    @ValueSource(ints = {100_000, 300})
    void eachRestartIsStoredOnceOrLiesInAGap(int queue) {
        assumeTrue(Postgres.isInstalled(), "PostgreSQL is not installed");
        try (Postgres postgres = Postgres.start();
                ConfigurableApplicationContext context =
                        new SpringApplicationBuilder(HistoryTestApplication.class)
                                .web(WebApplicationType.NONE)
                                .run(
                                        "--spring.datasource.url=" + postgres.url(),
                                        "--spring.datasource.hikari.connection-timeout=1000",
                                        "--spring.datasource.hikari.validation-timeout=500")) {
            run(postgres, context, queue);
        }
    }

    private void run(Postgres postgres, ConfigurableApplicationContext context, int queue) {
        Database database = context.getBean(Database.class);
        Recorder recorder = recorder(context, queue);
        recorder.start();
        try {
            listed(context, recorder);
            for (int kill = 0; kill < KILLS; kill++) {
                stream(context, recorder, 400);
                postgres.kill();
                stream(context, recorder, 1000);
                await().atMost(PATIENCE)
                        .until(() -> database.state() instanceof DatabaseState.Away);
                postgres.startAgain();
            }
            stream(context, recorder, 200);
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(CannotCreateTransactionException.class)
                    .untilAsserted(() -> assertThatNothingIsLost(context, queue));
            await().until(database::isThere);
        } finally {
            recorder.stop();
        }
    }

    /** As many restarts as a cluster tells in a second or less. */
    private void stream(ConfigurableApplicationContext context, Recorder recorder, int restarts) {
        for (int i = 0; i < restarts; i++) {
            String name = "pod-" + i % PODS;
            int count = told.merge(name, 1, Integer::sum);
            tell(context, recorder, Pods.restarted(name, ++version, count, count * 10, 1));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private void listed(ConfigurableApplicationContext context, Recorder recorder) {
        recorder.on(
                new ClusterEvent.PodsListed(
                        ShownCluster.ID, null, null, Set.of(), clock.instant()));
        for (int i = 0; i < PODS; i++) {
            tell(context, recorder, Pods.running("pod-" + i, ++version, 0, 0));
        }
    }

    private void tell(ConfigurableApplicationContext context, Recorder recorder, PodSnapshot pod) {
        context.getBean(ShownCluster.class).show(pod);
        recorder.on(new ClusterEvent.PodObserved(null, pod, clock.instant()));
    }

    private Recorder recorder(ConfigurableApplicationContext context, int queue) {
        return new Recorder(
                context.getBean(ShownCluster.class),
                context.getBean(Archive.class),
                context.getBean(Ledger.class),
                context.getBean(Announcer.class),
                context.getBean(Database.class),
                clock,
                duration -> TimeUnit.MILLISECONDS.sleep(Math.min(100, duration.toMillis())),
                Settings.queue(queue),
                Office.alone());
    }

    /** What is stored and what gaps say is missing is together what was told: of each pod. */
    private void assertThatNothingIsLost(ConfigurableApplicationContext context, int queue) {
        History history = context.getBean(History.class);
        told.forEach((pod, count) -> {
            HistoryQuery own = HistoryQuery.all().withPod(pod).withLimit(1000);
            List<Integer> stored =
                    history.restarts(own).items().stream().map(Restart::restartCount).toList();
            int missed =
                    history.gaps(own).items().stream()
                            .mapToInt(gap -> gap.missed() == null ? 0 : gap.missed())
                            .sum();
            assertThat(new HashSet<>(stored)).hasSameSizeAs(stored);
            assertThat(stored).contains(count);
            assertThat(stored.size() + missed).as("of %s", pod).isEqualTo(count);
        });
        List<Gap> gaps = history.gaps(HistoryQuery.all().withLimit(1000)).items();
        if (queue > KILLS * 2000) {
            assertThat(gaps).isEmpty();
        }
        assertThat(gaps)
                .extracting(Gap::reason)
                .isSubsetOf(GapReason.DATABASE_AWAY, GapReason.OVERFLOW, GapReason.COUNT_JUMPED);
    }
}
