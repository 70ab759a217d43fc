package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.KubeEvent;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.Termination;
import dev.okiagari.replica.Office;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What no well-behaved cluster tells is kept as far as it goes, and harms nothing else. */
class BadInputTests {

    private static final String CLUSTER = "odd";
    private static final String HARM =
            "\0\u0001\u001b[31m<script>alert('x')</script>&lt;\r\n\u2028\ud83d\ude00日本";

    private Books books;
    private Ledger ledger;
    private Memory memory;

    @BeforeEach
    void open() throws Exception {
        books = new Books("odd-" + System.nanoTime());
        ledger = new Ledger(books.jdbc, books.batches, Office.alone());
        memory = books.archive.load(CLUSTER, Pods.BORN);
        tell(new ClusterEvent.PodsListed(CLUSTER, null, null, Set.of(), Pods.BORN));
    }

    @Test
    void runsWithoutTimesAreRestartsAllTheSame() {
        tell(look(1, container("app", 0, new ContainerState.Running(null), null)));
        tell(look(2, container("app", 1, new ContainerState.Running(null), ended(0, null))));
        tell(look(3, container("app", 4, new ContainerState.Running(null), null)));

        assertThat(books.restarts(CLUSTER))
                .extracting(Books.RestartRow::count)
                .containsExactly(1, 4);
        assertThat(books.gaps(CLUSTER)).extracting(Books.GapRow::missed).containsExactly(2);
        assertThat(books.gaps(CLUSTER)).allMatch(gap -> !gap.to().isBefore(gap.from()));
    }

    @Test
    void aMessageOfAMebibyteWithMarkupAndControlCharactersIsCutAndKeptAsText() {
        String message = HARM + "x".repeat(1 << 20);
        tell(look(1, container("app", 0, new ContainerState.Running(Pods.BORN), null)));
        tell(look(2, container("app", 1, new ContainerState.Running(null), ended(0, message))));
        tell(failed(message, 1));
        tell(failed(message, 3));

        assertThat(text("select message from history_run where restart_count = 0"))
                .hasSize(StoredText.MESSAGE)
                .startsWith(HARM.replace("\0", "\\0"));
        assertThat(text("select message from history_probe_failure order by id limit 1"))
                .hasSizeLessThanOrEqualTo(StoredText.LONG)
                .contains("<script>");
        assertThat(
                        books.jdbc
                                .sql("select sum(failures) from history_probe_failure")
                                .query(Integer.class)
                                .single())
                .isEqualTo(3);
    }

    @Test
    void eachOfFiftyContainersHasItsOwnRestarts() {
        tell(fifty(1, 0));
        memory = books.archive.load(CLUSTER, Pods.BORN);
        tell(fifty(2, 1));
        tell(fifty(3, 3));

        assertThat(books.restarts(CLUSTER)).hasSize(100);
        assertThat(books.restarts(CLUSTER))
                .filteredOn(row -> row.container().equals("app-49"))
                .extracting(Books.RestartRow::count)
                .containsExactly(1, 3);
        assertThat(books.gaps(CLUSTER)).hasSize(50).allMatch(gap -> gap.missed() != null);
    }

    @Test
    void aNegativeCountIsNoRestart() {
        tell(look(1, container("app", 0, new ContainerState.Running(Pods.BORN), null)));
        tell(look(2, container("app", -3, new ContainerState.Running(Pods.BORN), null)));

        assertThat(books.restarts(CLUSTER)).isEmpty();
    }

    @Test
    void anEventOfNoTimeCountsAsItSays() {
        tell(failed("Liveness probe failed: x", 2, Instant.EPOCH));
        tell(failed("Liveness probe failed: x", 5, Instant.EPOCH));

        assertThat(
                        books.jdbc
                                .sql("select sum(failures) from history_probe_failure")
                                .query(Integer.class)
                                .single())
                .isEqualTo(5);
    }

    @Test
    void aNameLongerThanItsColumnIsCutAndNothingElseIsHarmed() {
        tell(
                look(
                        1,
                        container("app", 0, new ContainerState.Running(null), null),
                        container("c".repeat(300), 0, new ContainerState.Running(null), null)));

        assertThat(books.runs(CLUSTER))
                .extracting(Books.RunRow::container)
                .containsExactlyInAnyOrder("app", "c".repeat(253));
    }

    private static ClusterEvent fifty(int version, int count) {
        return look(
                version,
                IntStream.range(0, 50)
                        .mapToObj(number ->
                                container(
                                        "app-" + number,
                                        count,
                                        new ContainerState.Running(Pods.at(100 * count)),
                                        null))
                        .toArray(ContainerSnapshot[]::new));
    }

    private static ClusterEvent look(int version, ContainerSnapshot... containers) {
        PodSnapshot one = Pods.pod("web", version, containers[0]);
        return new ClusterEvent.PodObserved(
                null,
                new PodSnapshot(
                        one.ref(),
                        one.workload(),
                        one.node(),
                        one.ip(),
                        one.phase(),
                        one.reason(),
                        one.ready(),
                        one.createdAt(),
                        one.deletion(),
                        one.restartPolicy(),
                        Duration.ofSeconds(30),
                        false,
                        false,
                        false,
                        null,
                        null,
                        null,
                        one.resourceVersion(),
                        List.of(containers),
                        null),
                Pods.at(version));
    }

    private static ContainerSnapshot container(
            String name, int count, ContainerState state, Termination last) {
        return new ContainerSnapshot(
                name,
                ContainerType.REGULAR,
                "image",
                Pods.id(count) + name,
                count,
                true,
                true,
                state,
                last,
                Probes.NONE);
    }

    private static Termination ended(int count, String message) {
        return new Termination(Pods.id(count) + "app", 1, "Error", message, null, null);
    }

    private static ClusterEvent failed(String message, int count) {
        return failed("Liveness probe failed: " + message, count, Pods.at(10 * count));
    }

    private static ClusterEvent failed(String message, int count, Instant last) {
        return new ClusterEvent.EventObserved(
                new KubeEvent(
                        "event",
                        "shop",
                        "Pod",
                        "web",
                        "uid-web-0",
                        "app",
                        "Warning",
                        "Unhealthy",
                        message,
                        count,
                        Instant.EPOCH,
                        last,
                        "kubelet"),
                Pods.at(100));
    }

    private void tell(ClusterEvent event) {
        ledger.write(CLUSTER, memory.apply(event), event.at());
    }

    private String text(String sql) {
        return books.jdbc.sql(sql).query(String.class).single();
    }
}
