package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Sleep;
import dev.okiagari.database.Database;
import dev.okiagari.database.DatabaseState;
import dev.okiagari.replica.Office;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The recorder with a cluster that shows what a test wants, and a database that can be away. */
@SpringBootTest(
        classes = HistoryTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.datasource.url=jdbc:h2:mem:recorder")
@Tag("database")
class RecorderIntegrationTests {

    @Autowired private Ledger ledger;
    @Autowired private Archive archive;
    @Autowired private Announcer announcer;
    @Autowired private History history;
    @Autowired private ShownCluster cluster;
    @Autowired private Database database;
    @Autowired private Clock clock;
    @Autowired private JdbcClient jdbc;
    @Autowired private HistoryTables tables;
    @Autowired private HistoryTestApplication application;

    private BalkyLedger balky;
    private Recorder recorder;

    @BeforeEach
    void begin() {
        tables.empty();
        application.heard.clear();
        cluster.unknown();
        cluster.known();
        balky = new BalkyLedger(ledger, jdbc);
        recorder = recorder(1000);
    }

    @AfterEach
    void end() {
        balky.away = false;
        recorder.stop();
    }

    @Test
    void nothingIsDroppedBeforeTheClusterIsKnown() {
        cluster.unknown();
        recorder.start();
        tell(Pods.running("web", 1, 0, 0));
        tell(Pods.restarted("web", 2, 1, 100, 1));
        cluster.known();

        await().untilAsserted(() -> assertThat(restarts()).hasSize(1));
    }

    @Test
    void orderIsKept() {
        recorder.start();
        listed();
        for (int count = 0; count <= 50; count++) {
            tell(Pods.restarted("web", 10 + count, count, 100 * count, 1));
        }

        await().untilAsserted(() -> assertThat(restarts()).hasSize(50));
        assertThat(gaps()).isEmpty();
        assertThat(restarts().getFirst().restartCount()).isEqualTo(50);
    }

    @Test
    void whatDoesNotFitIsAGapAndIsLookedAtAgain() {
        recorder = recorder(100);
        recorder.on(
                new ClusterEvent.PodObserved(null, Pods.running("gone", 1, 0, 0), clock.instant()));
        listed("uid-gone-0");
        for (int i = 0; i < 200; i++) {
            tell(Pods.running("pod-" + i, 10 + i, 0, 0));
        }
        tell(Pods.restarted("pod-150", 1000, 3, 300, 1));
        recorder.start();

        await().untilAsserted(() -> assertThat(restarts()).hasSize(1));
        assertThat(restarts().getFirst().restartCount()).isEqualTo(3);
        await().untilAsserted(() -> assertThat(runs()).hasSize(202));
        assertThat(gaps()).extracting(Gap::reason).containsOnly(GapReason.OVERFLOW).hasSize(3);
        assertThat(gaps())
                .extracting(gap -> gap.text().key())
                .containsExactlyInAnyOrder(
                        "history.gap.overflow",
                        "history.gap.restarts",
                        "history.gap.pods-vanished");
    }

    @Test
    void aDatabaseThatIsAwayIsWaitedForAndNothingIsMissing() {
        balky.away = true;
        recorder.start();
        listed();
        tell(Pods.running("web", 1, 0, 0));
        tell(Pods.restarted("web", 2, 1, 100, 1));
        await().until(() -> balky.tries.get() > 3);
        assertThat(database.state())
                .isInstanceOfSatisfying(
                        DatabaseState.Away.class,
                        away ->
                                assertThat(away.reason().arguments())
                                        .containsExactly("connection refused"));
        balky.away = false;

        await().untilAsserted(() -> assertThat(restarts()).hasSize(1));
        assertThat(gaps()).isEmpty();
        await().until(database::isThere);
    }

    @Test
    void anotherClusterThanLastTimeHasAHistoryOfItsOwn() {
        recorder.start();
        listed();
        tell(Pods.running("web", 1, 0, 0));
        tell(Pods.restarted("web", 2, 1, 100, 1));
        await().untilAsserted(() -> assertThat(restarts()).hasSize(1));
        recorder.stop();

        cluster.become("cluster-2");
        recorder = recorder(1000);
        recorder.start();
        recorder.on(
                new ClusterEvent.PodsListed("cluster-2", null, null, Set.of(), clock.instant()));
        tell(Pods.running("other", 1, 0, 0));

        await().untilAsserted(() -> assertThat(runs()).hasSize(1));
        assertThat(restarts()).isEmpty();
        assertThat(gaps()).isEmpty();
        assertThat(history.replacements(HistoryQuery.all()).items()).isEmpty();
        cluster.become(ShownCluster.ID);
        assertThat(restarts()).hasSize(1);
        assertThat(gaps()).isEmpty();
    }

    @Test
    void whatWasLostWhileTheDatabaseWasAwayIsAGapThatSaysSo() {
        recorder = recorder(100);
        balky.away = true;
        recorder.start();
        listed();
        await().until(() -> balky.tries.get() > 1);
        for (int i = 0; i < 300; i++) {
            tell(Pods.running("pod-" + i, 10 + i, 0, 0));
        }
        balky.away = false;

        await().untilAsserted(() -> assertThat(runs()).hasSize(300));
        await().untilAsserted(() ->
                assertThat(gaps())
                        .singleElement()
                        .extracting(Gap::reason)
                        .isEqualTo(GapReason.DATABASE_AWAY));
    }

    @Test
    void oneFactThatTheDatabaseRefusesIsSetAsideWithAGap() {
        balky.poison =
                fact -> fact instanceof Fact.RestartSeen seen && seen.began().restartCount() == 1;
        recorder.start();
        listed();
        tell(Pods.running("web", 1, 0, 0));
        tell(Pods.restarted("web", 2, 1, 100, 1));
        tell(Pods.restarted("web", 3, 2, 200, 1));

        await().untilAsserted(() -> assertThat(gaps()).hasSize(1));
        assertThat(gaps().getFirst().text().key()).isEqualTo("history.gap.refused");
        assertThat(gaps().getFirst().scope().text()).isEqualTo("shop/web/app");
        await().untilAsserted(
                        () -> assertThat(restarts()).extracting(Restart::restartCount).contains(2));
    }

    @Test
    void whatIsQueuedIsWrittenAtTheStop() {
        listed();
        for (int i = 0; i < 500; i++) {
            tell(Pods.running("pod-" + i, 10 + i, 0, 0));
        }
        recorder.start();
        recorder.stop();

        assertThat(runs()).hasSize(500);
    }

    @Test
    void aStopDoesNotWaitForADatabaseThatIsAway() {
        balky.away = true;
        recorder.start();
        listed();
        tell(Pods.running("web", 1, 0, 0));
        await().until(() -> balky.tries.get() > 1);

        await().atMost(Duration.ofSeconds(3))
                .until(() -> {
                    recorder.stop();
                    return true;
                });
        int tries = balky.tries.get();
        assertThat(runs()).isEmpty();
        assertThat(balky.tries).hasValue(tries);
    }

    private Recorder recorder(int queue) {
        Sleep sleep = _ -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        return new Recorder(
                cluster,
                archive,
                balky,
                announcer,
                database,
                clock,
                sleep,
                Settings.queue(queue),
                Office.alone());
    }

    private void tell(PodSnapshot pod) {
        cluster.show(pod);
        recorder.on(new ClusterEvent.PodObserved(null, pod, clock.instant()));
    }

    private void listed(String... uids) {
        recorder.on(
                new ClusterEvent.PodsListed(
                        ShownCluster.ID, null, null, Set.of(uids), clock.instant()));
    }

    private List<Restart> restarts() {
        return history.restarts(HistoryQuery.all().withLimit(200)).items();
    }

    private List<Run> runs() {
        return history.runs(HistoryQuery.all().withLimit(1000)).items();
    }

    private List<Gap> gaps() {
        return history.gaps(HistoryQuery.all()).items();
    }
}
