package dev.okiagari.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.okiagari.database.Postgres;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What PostgreSQL makes of it. */
@Tag("database")
class FenceTests {

    private static Postgres postgres;
    private static DriverManagerDataSource source;
    private final JdbcClient jdbc = JdbcClient.create(source);
    private final TransactionTemplate transaction =
            new TransactionTemplate(new JdbcTransactionManager(source));
    private final SqlTerms terms = new SqlTerms(jdbc);
    private final Roll roll = new Roll(jdbc);

    @BeforeAll
    static void start() {
        assumeTrue(Postgres.isInstalled(), "PostgreSQL is not installed");
        postgres = Postgres.start();
        source = new DriverManagerDataSource(postgres.url());
        new ResourceDatabasePopulator(
                        new ClassPathResource("db/migration/V202611300130__replica_replicas.sql"))
                .execute(source);
    }

    @AfterAll
    static void stop() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @BeforeEach
    void empty() {
        jdbc.sql("delete from replica_term").update();
        jdbc.sql("delete from replica").update();
    }

    @Test
    void theNumberOnlyGrowsAndTheOneBeforeDoesNotHold() {
        long first = terms.begin("cluster", "one");
        long second = terms.begin("cluster", "other");

        assertThat(second).isGreaterThan(first);
        assertThat(holds(first)).isFalse();
        assertThat(holds(second)).isTrue();
    }

    @Test
    void aWriteThatHasBegunEndsBeforeTheNextTermBegins() throws Exception {
        long first = terms.begin("cluster", "one");
        ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();
        CompletableFuture<Void> next =
                transaction.execute(_ -> {
                    assertThat(terms.hold("cluster", first)).isTrue();
                    CompletableFuture<Void> begun =
                            CompletableFuture.runAsync(() -> {
                                terms.begin("cluster", "other");
                                order.add("begun");
                            });
                    assertThat(begun.copy().completeOnTimeout(null, 300, TimeUnit.MILLISECONDS))
                            .succeedsWithin(Duration.ofSeconds(2));
                    order.add("written");
                    return begun;
                });
        next.get(10, TimeUnit.SECONDS);

        assertThat(order).containsExactly("written", "begun");
        assertThat(holds(first)).isFalse();
    }

    /** It may stand still for as long as it likes. */
    @Test
    void whoStandsStillInTheMiddleOfAWriteKeepsNobodyFromRecordingAndWritesNothing() {
        long first = terms.begin("cluster", "one");

        assertThatThrownBy(() ->
                        transaction.executeWithoutResult(_ -> {
                            assertThat(terms.hold("cluster", first)).isTrue();
                            CompletableFuture<Long> next =
                                    CompletableFuture.supplyAsync(
                                            () -> terms.begin("cluster", "other"));
                            assertThat(next).succeedsWithin(Duration.ofSeconds(15));
                            roll.enter("late");
                        }))
                .isInstanceOf(RuntimeException.class);

        assertThat(roll.others("")).doesNotContainKey("late");
    }

    @Test
    void whoIsStruckOffIsSoOnceAndOnlyWithTheLastSign() {
        roll.enter("one");
        roll.beat("one");

        assertThat(roll.strike("one", 0)).isFalse();
        assertThat(roll.strike("one", 1)).isTrue();
        assertThat(roll.strike("one", 1)).isFalse();
        assertThat(roll.beat("one")).isFalse();
    }

    @Test
    void ofManyThatTakeUpTheSameOneIsFirst() throws Exception {
        jdbc.sql("create table if not exists experiment (id varchar(36), owner varchar(100))")
                .update();
        jdbc.sql("insert into experiment values ('x', 'gone')").update();
        List<String> replicas = IntStream.range(0, 8).mapToObj(i -> "replica-" + i).toList();
        replicas.forEach(roll::enter);
        CountDownLatch ready = new CountDownLatch(replicas.size());
        AtomicInteger claimed = new AtomicInteger();

        List<CompletableFuture<Void>> all =
                replicas.stream()
                        .map(replica ->
                                CompletableFuture.runAsync(
                                        () -> claimed.addAndGet(claim(replica, ready)),
                                        Thread::startVirtualThread))
                        .toList();
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);

        assertThat(claimed).hasValue(1);
    }

    private int claim(String replica, CountDownLatch ready) {
        ready.countDown();
        try {
            boolean _ = ready.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return jdbc.sql(
                        """
                        update experiment set owner = :replica where id = 'x' and (
                          owner is null or owner = :replica
                          or not exists (select 1 from replica r where r.id = experiment.owner))
                        """)
                .param("replica", replica)
                .update();
    }

    @Test
    void inATurnstileThatReplicasShareIsOneAtATime() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Void>> all =
                IntStream.range(0, 6)
                        .mapToObj(_ -> Turnstile.shared(source, 17))
                        .map(turnstile ->
                                CompletableFuture.runAsync(
                                        () -> {
                                            for (int i = 0; i < 10; i++) {
                                                try (Turnstile.Inside _ = turnstile.enter()) {
                                                    most.accumulateAndGet(
                                                            inside.incrementAndGet(), Math::max);
                                                    Thread.onSpinWait();
                                                    inside.decrementAndGet();
                                                }
                                            }
                                        },
                                        Thread::startVirtualThread))
                        .toList();
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);

        assertThat(most).hasValue(1);
    }

    private boolean holds(long term) {
        return Boolean.TRUE.equals(transaction.execute(_ -> terms.hold("cluster", term)));
    }
}
