package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.replica.Office;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is too old or too much goes, in small portions, and nothing else does. */
class RetentionTests {

    private static final Duration KEPT = Duration.ofDays(90);
    private static final int ALL = 1_000_000;

    private Books books;
    private Ledger ledger;
    private int pauses;

    @BeforeEach
    void open() throws Exception {
        books = new Books("retention-" + System.nanoTime());
        ledger = new Ledger(books.jdbc, books.batches, Office.alone());
    }

    @Test
    void whatIsOlderThanItIsKeptGoes() throws Exception {
        restarts("one", 5);

        retention(Pods.at(250).plus(KEPT), ALL).prune();

        assertThat(books.restarts("one"))
                .extracting(Books.RestartRow::count)
                .containsExactly(3, 4, 5);
        assertThat(books.runs("one")).hasSize(3);
    }

    @Test
    void theNewestRunOfAPodThatIsThereStaysHoweverOldItIs() throws Exception {
        restarts("one", 3);

        retention(Pods.at(300).plus(KEPT.multipliedBy(3)), ALL).prune();

        assertThat(books.restarts("one")).isEmpty();
        assertThat(books.runs("one"))
                .extracting(Books.RunRow::containerId)
                .containsExactly(Pods.id(3));
        Memory memory = books.archive.load("one", Pods.at(300));
        assertThat(memory.apply(seen(Pods.restarted("web", 4, 4, 400, 1))))
                .filteredOn(Fact.RestartSeen.class::isInstance)
                .hasSize(1);
    }

    @Test
    void ofTooManyTheNewestStay() throws Exception {
        restarts("one", 9);

        retention(Pods.at(900), 4).prune();

        assertThat(books.restarts("one"))
                .extracting(Books.RestartRow::count)
                .containsExactly(6, 7, 8, 9);
    }

    @Test
    void eachClusterIsPrunedByItself() throws Exception {
        restarts("one", 9);
        restarts("two", 3);

        retention(Pods.at(900), 4).prune();

        assertThat(books.restarts("one")).hasSize(4);
        assertThat(books.restarts("two")).hasSize(3);
    }

    @Test
    void aPodThatHasBeenGoneForThatLongLeavesNothing() throws Exception {
        restarts("one", 3);
        Memory memory = books.archive.load("one", Pods.at(300));
        PodSnapshot last = Pods.restarted("web", 4, 3, 300, 1);
        write("one", memory.apply(listed("one", last)));
        write("one", memory.apply(new ClusterEvent.PodRemoved(last, Pods.at(400), true)));

        retention(Pods.at(401).plus(KEPT), ALL).prune();

        for (String table : List.of("pod", "container", "run", "restart", "event_count")) {
            assertThat(rows(table)).as(table).isZero();
        }
    }

    @Test
    void aPodThatWentLatelyIsRemembered() throws Exception {
        restarts("one", 3);

        retention(Pods.at(350), ALL).prune();

        assertThat(rows("pod")).isEqualTo(1);
        assertThat(rows("container")).isEqualTo(1);
        assertThat(books.restarts("one")).hasSize(3);
    }

    @Test
    void whatIsWrittenMeanwhileIsKept() throws Exception {
        restarts("one", 1300);
        Retention retention =
                new Retention(
                        new Shredder(books.jdbc, Office.alone()),
                        kept(Pods.at(130_000), 10),
                        _ -> {
                            pauses++;
                            if (pauses == 5) {
                                write(
                                        "one",
                                        books.archive
                                                .load("one", Pods.at(130_000))
                                                .apply(
                                                        seen(
                                                                Pods.restarted(
                                                                        "web", 1301, 1301, 130_100,
                                                                        1))));
                            }
                        },
                        Office.alone());

        retention.prune();

        assertThat(pauses).as("portions").isGreaterThanOrEqualTo(3);
        assertThat(books.restarts("one"))
                .hasSize(11)
                .last()
                .extracting(Books.RestartRow::count)
                .isEqualTo(1301);
    }

    private Retention retention(Instant now, int most) {
        return new Retention(
                new Shredder(books.jdbc, Office.alone()),
                kept(now, most),
                _ -> pauses++,
                Office.alone());
    }

    private static Kept kept(Instant now, int most) {
        return new Kept(Settings.keeping(KEPT, most), Clock.fixed(now, ZoneOffset.UTC));
    }

    /** Pod {@code web} restarts every 100 seconds. */
    private void restarts(String cluster, int count) {
        Memory memory = books.archive.load(cluster, Pods.BORN);
        List<Fact> facts = new ArrayList<>();
        PodSnapshot first = Pods.running("web", 0, 0, 0);
        facts.addAll(memory.apply(seen(first)));
        facts.addAll(memory.apply(listed(cluster, first)));
        for (int i = 1; i <= count; i++) {
            facts.addAll(memory.apply(seen(Pods.restarted("web", i, i, 100 * i, 1))));
        }
        write(cluster, facts);
    }

    private void write(String cluster, List<Fact> facts) {
        ledger.write(cluster, facts, Pods.at(0));
    }

    private int rows(String table) {
        return books.jdbc
                .sql("select count(*) from history_" + table)
                .query(Integer.class)
                .single();
    }

    private static ClusterEvent seen(PodSnapshot pod) {
        return new ClusterEvent.PodObserved(null, pod, Pods.at(0));
    }

    private static ClusterEvent listed(String cluster, PodSnapshot pod) {
        return new ClusterEvent.PodsListed(
                cluster, null, null, Set.of(pod.ref().uid()), Pods.at(0));
    }
}
