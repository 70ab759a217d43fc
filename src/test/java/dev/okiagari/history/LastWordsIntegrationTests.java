package dev.okiagari.history;

import static dev.okiagari.history.Pods.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.LogReading;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.RunLogs;
import dev.okiagari.cluster.Sleep;
import dev.okiagari.cluster.Termination;
import dev.okiagari.replica.Office;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Last words from recording to reading, with a cluster's answers made up. It is 13:00. */
@Tag("database")
@SpringBootTest(
        classes = HistoryTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.datasource.url=${okiagari.test.url:jdbc:h2:mem:words}")
class LastWordsIntegrationTests {

    private static final int MINUTE_AGO = 3540;

    @Autowired private Ledger ledger;
    @Autowired private WordsLedger words;
    @Autowired private History history;
    @Autowired private ShownCluster cluster;
    @Autowired private HistoryTables tables;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile Function<Termination, LogReading> answer =
            run -> new LogReading.Known("last line of " + run.containerId() + "\n");
    private @Nullable LastWords lastWords;

    @BeforeEach
    void begin() {
        tables.empty();
        cluster.unknown();
        cluster.known();
    }

    @AfterEach
    void end() {
        if (lastWords != null) {
            lastWords.stop();
        }
    }

    @Test
    void theEndOfARunHasItsLastWords() {
        start(settings(true));
        ended("web", 0, MINUTE_AGO);

        awaitRuns(1, run -> run.log() != null);
        assertThat(run("web").log()).isEqualTo("last line of containerd://run-0");
        assertThat(run("web").logNote()).isNull();
    }

    @Test
    void nothingIsFetchedTwice() {
        start(settings(true));
        ended("web", 0, MINUTE_AGO);
        ended("web", 0, MINUTE_AGO);
        awaitRuns(1, run -> run.log() != null);
        restarted("web", 0, MINUTE_AGO);
        requireLastWords().stop();
        start(settings(true));
        ended("web", 0, MINUTE_AGO);
        ended("other", 0, MINUTE_AGO);

        awaitRuns(2, run -> run.log() != null);
        assertThat(asked).containsExactly("web/containerd://run-0", "other/containerd://run-0");
    }

    @Test
    void switchedOffItAsksNothing() {
        start(settings(false));
        ended("web", 0, MINUTE_AGO);
        requireLastWords()
                .on(new ClusterEvent.PodsListed(ShownCluster.ID, null, null, Set.of(), at(3600)));
        requireLastWords().stop();

        assertThat(asked).isEmpty();
        assertThat(run("web").log()).isNull();
        assertThat(run("web").logNote()).isNull();
    }

    @Test
    void onlyTheEndOfALongLogIsKept() {
        answer = run -> new LogReading.Known("begin\n" + "x".repeat(600) + "\nend\0\n");
        start(new HistoryProperties.LastWords(true, 100, 1000, 6000));
        ended("short", 0, MINUTE_AGO);
        awaitRuns(1, run -> run.log() != null);
        assertThat(run("short").log()).startsWith("begin").endsWith("end\\0");

        answer = run -> new LogReading.Known("a line\n" + "x".repeat(996) + "\nend\n");
        ended("long", 0, MINUTE_AGO);
        awaitRuns(2, run -> run.log() != null);
        assertThat(run("long").log()).endsWith("xx\nend").hasSizeLessThanOrEqualTo(1000);
    }

    @Test
    void whereTheClusterForbidsItItIsAskedOnceAndSaid() {
        answer = run -> new LogReading.Denied("no");
        start(settings(true));
        for (int i = 0; i < 20; i++) {
            ended("pod-" + i, 0, MINUTE_AGO);
            int done = i + 1;
            awaitRuns(done, run -> run.logNote() != null);
        }

        assertThat(asked).hasSize(1);
        assertThat(run("pod-19").logNote()).isEqualTo(Message.of("history.words.denied", "shop"));
    }

    @Test
    void whatIsGoneIsSaid() {
        answer = run -> new LogReading.Gone();
        start(settings(true));
        ended("web", 0, MINUTE_AGO);

        awaitRuns(1, run -> run.logNote() != null);
        assertThat(run("web").logNote()).isEqualTo(Message.of("history.words.gone"));
    }

    @Test
    void whatFailsIsTriedOnceMoreAndThenSaid() {
        answer = run -> new LogReading.Failed("HTTP 500");
        start(settings(true));
        ended("web", 0, MINUTE_AGO);

        awaitRuns(1, run -> run.logNote() != null);
        assertThat(asked).hasSize(2);
        assertThat(run("web").logNote()).isEqualTo(Message.of("history.words.failed", "HTTP 500"));
    }

    @Test
    void anEndOfLongAgoIsNotAskedFor() {
        start(settings(true));
        ended("web", 0, -10);

        awaitRuns(1, run -> run.logNote() != null);
        assertThat(run("web").logNote()).isEqualTo(Message.of("history.words.old"));
        assertThat(asked).isEmpty();
    }

    @Test
    void anInitContainerThatIsDoneIsNotAskedFor() {
        start(settings(true));
        cluster.show(pod("init", 0, ContainerType.INIT, 0, MINUTE_AGO));
        record("init", 0, 0, MINUTE_AGO);
        cluster.show(pod("failed", 0, ContainerType.INIT, 1, MINUTE_AGO));
        record("failed", 0, 1, MINUTE_AGO);

        awaitRuns(1, run -> run.log() != null);
        assertThat(asked).containsExactly("failed/containerd://run-0");
    }

    @Test
    void aFloodIsFetchedAFewAtATimeAndWhatIsSkippedIsSaid() {
        CountDownLatch gate = new CountDownLatch(1);
        answer =
                run -> {
                    try {
                        assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                    return new LogReading.Known("x");
                };
        start(settings(true));
        int runs = Errands.CAPACITY + 100;
        Changes changes = write(IntStream.range(0, runs).mapToObj(i -> "pod-" + i).toList());
        requireLastWords().on(new RunsEnded(changes.ended));
        await().until(() -> atOnce.get() == 4);
        gate.countDown();

        await().untilAsserted(() -> {
            List<Run> all = history.runs(HistoryQuery.all().withLimit(1000)).items();
            assertThat(all).allMatch(run -> run.log() != null || run.logNote() != null);
        });
        assertThat(most).hasValue(4);
        assertThat(asked).hasSizeBetween(Errands.CAPACITY, Errands.CAPACITY + 4);
        assertThat(history.runs(HistoryQuery.all().withLimit(1000)).items())
                .extracting(Run::logNote)
                .contains(Message.of("history.words.skipped"));
    }

    @Test
    void whatEndedWhileOkiagariWasNotRunningIsFetchedAtTheNextStart() {
        ledger.write(
                ShownCluster.ID,
                List.of(
                        new Fact.PodSeen(
                                KnownPod.first(
                                        pod("web", 0, ContainerType.REGULAR, 1, MINUTE_AGO).ref(),
                                        pod("web", 0, ContainerType.REGULAR, 1, MINUTE_AGO)
                                                .workload(),
                                        at(0),
                                        null))),
                null);
        record("web", 0, 1, MINUTE_AGO);
        start(settings(true));
        requireLastWords()
                .on(new ClusterEvent.PodsListed(ShownCluster.ID, null, null, Set.of(), at(3600)));

        awaitRuns(1, run -> run.log() != null);
        assertThat(asked).containsExactly("web/containerd://run-0");
    }

    private void start(HistoryProperties.LastWords settings) {
        Sleep sleep = _ -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        RunLogs logs = (container, run, lines, timeout) -> answer(container, run);
        LastWords started =
                new LastWords(
                        cluster,
                        logs,
                        words,
                        Clock.fixed(at(3600), ZoneOffset.UTC),
                        sleep,
                        Settings.lastWords(settings),
                        Office.alone());
        lastWords = started;
        started.start();
    }

    private LogReading answer(ContainerRef container, Termination run) {
        asked.add(container.pod().name() + "/" + run.containerId());
        most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            return answer.apply(run);
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private static HistoryProperties.LastWords settings(boolean enabled) {
        return new HistoryProperties.LastWords(enabled, 100, 16_000, 6000);
    }

    private LastWords requireLastWords() {
        return java.util.Objects.requireNonNull(lastWords);
    }

    /** Its container crashed, and has not begun again. */
    private void ended(String pod, int count, int finished) {
        cluster.show(pod(pod, count, ContainerType.REGULAR, 1, finished));
        record(pod, count, 1, finished);
    }

    /** It has begun again, so that its end is told once more. */
    private void restarted(String pod, int count, int finished) {
        record(pod, count, 1, finished);
    }

    private void record(String pod, int count, int exit, int finished) {
        Changes changes = ledger.write(ShownCluster.ID, facts(pod, count, exit, finished), null);
        if (lastWords != null) {
            lastWords.on(new RunsEnded(changes.ended));
        }
    }

    private Changes write(List<String> pods) {
        List<Fact> facts = new ArrayList<>();
        pods.forEach(pod -> facts.addAll(facts(pod, 0, 1, MINUTE_AGO)));
        return ledger.write(ShownCluster.ID, facts, null);
    }

    private static List<Fact> facts(String name, int count, int exit, int finished) {
        PodSnapshot pod = pod(name, count, ContainerType.REGULAR, exit, finished);
        KnownRun run =
                new KnownRun(
                                "app",
                                0,
                                count,
                                Pods.id(count),
                                at(finished - 60),
                                null,
                                null,
                                null,
                                null,
                                null,
                                true)
                        .ended(end(count, exit, finished));
        return List.of(
                new Fact.RunSeen(pod.ref(), pod.workload(), run, "1", at(finished), true, false));
    }

    private static Termination end(int count, int exit, int finished) {
        return new Termination(
                Pods.id(count), exit, "Error", "bye", at(finished - 60), at(finished));
    }

    private static PodSnapshot pod(
            String name, int count, ContainerType type, int exit, int finished) {
        return Pods.pod(
                name,
                1,
                new ContainerSnapshot(
                        "app",
                        type,
                        "image",
                        Pods.id(count),
                        count,
                        false,
                        true,
                        new ContainerState.Terminated(end(count, exit, finished)),
                        null,
                        Probes.NONE));
    }

    private Run run(String pod) {
        return history.runs(HistoryQuery.all().withPod(pod)).items().getFirst();
    }

    private void awaitRuns(int number, java.util.function.Predicate<Run> which) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(history.runs(HistoryQuery.all().withLimit(1000)).items())
                                .filteredOn(which)
                                .hasSize(number));
    }
}
