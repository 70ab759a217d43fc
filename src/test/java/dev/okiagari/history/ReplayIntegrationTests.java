package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ClusterKind;
import dev.okiagari.cluster.Connection;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.KubeEvent;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Recordings;
import dev.okiagari.replica.Bulletin;
import dev.okiagari.replica.Office;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What a real API said, through fold and ledger into a database and out of it again. */
@SpringBootTest(
        classes = ReplayIntegrationTests.Parts.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.datasource.url=jdbc:h2:mem:replay")
@Tag("database")
class ReplayIntegrationTests {

    private static final String CLUSTER = "cluster-1";
    private static final Instant NOW = Instant.parse("2026-11-23T17:20:00Z");

    private static final Set<String> UIDS =
            Stream.of("article", "sleeper")
                    .flatMap(folder -> Recordings.of(folder).stream())
                    .flatMap(ReplayIntegrationTests::uid)
                    .collect(Collectors.toSet());

    @Autowired private Ledger ledger;
    @Autowired private Archive archive;
    @Autowired private Announcer announcer;
    @Autowired private History history;
    @Autowired private Claims claims;
    @Autowired private JdbcClient jdbc;
    @Autowired private TransactionTemplate transactions;
    @Autowired private Parts parts;

    @BeforeEach
    void empty() {
        for (String table :
                List.of(
                        "observed",
                        "pod",
                        "container",
                        "run",
                        "restart",
                        "replacement",
                        "probe_failure",
                        "event_count",
                        "probe_node",
                        "probe_total",
                        "gap",
                        "claim")) {
            jdbc.sql("delete from history_" + table).update();
        }
        parts.heard.clear();
    }

    @ParameterizedTest
    @CsvSource({"article, 324", "sleeper, 0"})
    void theLedgerIsTheOneThatWasWrittenByHand(String folder, long listed) {
        Memory memory = archive.load(CLUSTER, NOW);
        boolean complete = false;
        for (ClusterEvent event : Recordings.of(folder)) {
            if (!complete && Recordings.version(event.at()) > listed) {
                complete = true;
                keep(memory, new ClusterEvent.PodsListed(CLUSTER, null, null, UIDS, event.at()));
            }
            keep(memory, event);
        }

        assertThat(WrittenLedger.of(history)).containsExactlyElementsOf(WrittenLedger.of(folder));
    }

    @Test
    void articleIsTwoCrashesAndOneReplacement() {
        feed(Recordings.of("article"));

        List<Restart> restarts = restarts();
        assertThat(restarts).extracting(Restart::restartCount).containsExactly(2, 1);
        assertThat(restarts).extracting(Restart::cause).containsOnly(RestartCause.CRASH);
        assertThat(restarts).extracting(Restart::exitCode).containsOnly(1);
        assertThat(restarts.getLast().ended().finishedAt()).isEqualTo("2026-11-23T17:03:04Z");
        assertThat(restarts.getLast().began().readyAt()).isNotNull();
        Replacement replacement = replacements().getFirst();
        assertThat(replacements()).hasSize(1);
        assertThat(replacement.cause()).isEqualTo(ReplacementCause.DELETED);
        assertThat(replacement.ended().at()).isEqualTo("2026-11-23T17:03:42Z");
        assertThat(replacement.began().pod().name()).endsWith("prvwq");
        assertThat(replacement.began().readyAt()).isNotNull();
        assertThat(runs()).hasSize(4);
        assertThat(gaps()).isEmpty();
    }

    @Test
    void sleeperRestartsEach90SecondsByItsLivenessProbe() {
        feed(Recordings.of("sleeper"));

        List<Restart> restarts = restarts().reversed();
        assertThat(restarts).extracting(Restart::restartCount).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(restarts).extracting(Restart::cause).containsOnly(RestartCause.LIVENESS);
        for (int i = 1; i < restarts.size(); i++) {
            assertThat(Duration.between(started(restarts.get(i - 1)), started(restarts.get(i))))
                    .isBetween(Duration.ofSeconds(88), Duration.ofSeconds(92));
        }
        assertThat(history.probeFailures(HistoryQuery.all()).items())
                .allMatch(failure -> !failure.exact())
                .extracting(ProbeFailure::count)
                .satisfies(
                        counts -> assertThat(counts.stream().mapToInt(n -> n).sum()).isEqualTo(12));
        assertThat(gaps()).isEmpty();
    }

    @Test
    void feedingTwiceChangesNothing() {
        for (String folder : List.of("article", "sleeper")) {
            feed(Recordings.of(folder));
            List<Object> once = everything();
            parts.heard.clear();

            Recordings.of(folder).stream()
                    .filter(ClusterEvent.EventObserved.class::isInstance)
                    .forEach(event -> feed(List.of(event)));
            feed(last(Recordings.of(folder)));

            assertThat(everything()).isEqualTo(once);
            assertThat(parts.heard).isEmpty();
        }
    }

    @Test
    void aRestartOfOkiagariAnywhereLosesNothing() {
        List<ClusterEvent> all = Recordings.of("sleeper");
        for (int cut = 1; cut < all.size(); cut += 5) {
            empty();
            feed(all.subList(0, cut));
            feed(all.subList(cut, all.size()));

            assertThat(restarts()).hasSize(6);
            assertThat(gaps()).isEmpty();
            assertThat(
                            history.probeFailures(HistoryQuery.all()).items().stream()
                                    .mapToInt(ProbeFailure::count)
                                    .sum())
                    .isEqualTo(12);
        }
    }

    @Test
    void twoRestartsWhileDownAreOneAndAGap() {
        List<ClusterEvent> pods =
                Recordings.of("sleeper").stream()
                        .filter(ClusterEvent.PodObserved.class::isInstance)
                        .toList();
        feed(pods.subList(0, 6));
        feed(pods.subList(7, 8));

        assertThat(restarts()).extracting(Restart::restartCount).containsExactly(3, 1);
        assertThat(gaps())
                .filteredOn(gap -> gap.missed() != null)
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.reason()).isEqualTo(GapReason.NOT_RUNNING);
                    assertThat(gap.missed()).isEqualTo(1);
                    assertThat(gap.from()).isBeforeOrEqualTo(gap.to());
                });
    }

    @Test
    void lateKillingEventsReviseTheCause() {
        List<ClusterEvent> all = Recordings.of("sleeper");
        feed(all.stream().filter(ClusterEvent.PodObserved.class::isInstance).toList());
        assertThat(restarts()).extracting(Restart::cause).containsOnly(RestartCause.UNKNOWN);

        feed(all.stream().filter(ClusterEvent.EventObserved.class::isInstance).toList());

        assertThat(restarts()).extracting(Restart::cause).containsOnly(RestartCause.LIVENESS);
    }

    @Test
    void aNewSandboxToldLateIsANodesRestartWhereNobodySawTheEnd() {
        feed(
                List.of(
                        observed(Pods.running("lost", 1, 0, 10)),
                        observed(Pods.pod("lost", 2, lost(1, 100))),
                        observed(Pods.running("seen", 3, 0, 10)),
                        observed(Pods.restarted("seen", 4, 1, 100, 1))));
        assertThat(restarts())
                .extracting(Restart::cause)
                .containsExactlyInAnyOrder(RestartCause.UNKNOWN, RestartCause.CRASH);

        feed(List.of(sandboxChanged("lost", 100), sandboxChanged("seen", 100)));

        assertThat(restarts())
                .extracting(restart -> restart.container().pod().name(), Restart::cause)
                .containsExactlyInAnyOrder(
                        tuple("lost", RestartCause.NODE_RESTARTED),
                        tuple("seen", RestartCause.SANDBOX_CHANGED));
    }

    private static ClusterEvent observed(PodSnapshot pod) {
        return new ClusterEvent.PodObserved(null, pod, Pods.at(200));
    }

    /** Its runtime came back at that second and did not find the run before. */
    private static ContainerSnapshot lost(int count, int since) {
        return Pods.container(count, since, Pods.ended(count - 1, 255, "Unknown", since));
    }

    private static ClusterEvent sandboxChanged(String pod, int second) {
        return new ClusterEvent.EventObserved(
                new KubeEvent(
                        "event-" + pod,
                        "shop",
                        "Pod",
                        pod,
                        "uid-" + pod + "-0",
                        null,
                        "Normal",
                        "SandboxChanged",
                        "Pod sandbox changed, it will be killed and re-created.",
                        1,
                        Pods.at(second),
                        Pods.at(second),
                        "kubelet"),
                Pods.at(200));
    }

    @Test
    void aConfirmedClaimIsShownOverTheNaturalCauseInEitherOrder() {
        UUID before = UUID.randomUUID();
        UUID after = UUID.randomUUID();
        List<ClusterEvent> all = Recordings.of("article");
        PodSnapshot pod = ((ClusterEvent.PodObserved) pods(all).getFirst()).after();
        String first = String.valueOf(pod.containers().getFirst().containerId());
        String name = pod.containers().getFirst().name();
        claim(before, pod, name, first);
        claims.confirm(before);
        feed(all);
        String second = String.valueOf(restarts().getFirst().ended().containerId());
        claim(after, pod, name, second);
        UUID whole = UUID.randomUUID();
        claim(whole, pod, null, null);

        assertThat(restarts().getLast().cause()).isEqualTo(RestartCause.INJECTED);
        assertThat(restarts().getLast().experimentId()).isEqualTo(before);
        assertThat(restarts().getFirst().cause()).isEqualTo(RestartCause.CRASH);
        assertThat(restarts().getFirst().experimentId()).isEqualTo(after);
        assertThat(replacements().getFirst().cause()).isEqualTo(ReplacementCause.DELETED);
        claims.confirm(after);
        claims.confirm(whole);
        assertThat(restarts().getFirst().cause()).isEqualTo(RestartCause.INJECTED);
        assertThat(replacements().getFirst().cause()).isEqualTo(ReplacementCause.INJECTED);
        assertThat(history.restarts(HistoryQuery.all().withExperimentId(after)).items()).hasSize(1);
        claims.withdraw(after);
        assertThat(restarts().getFirst().cause()).isEqualTo(RestartCause.CRASH);
        assertThat(restarts().getFirst().experimentId()).isNull();
    }

    @Test
    void aClaimOutsideATransactionIsRefused() {
        PodSnapshot pod =
                ((ClusterEvent.PodObserved) pods(Recordings.of("article")).getFirst()).after();
        assertThatThrownBy(() -> claims.claim(UUID.randomUUID(), pod.ref(), null, null))
                .hasMessageContaining("mandatory");
    }

    @Test
    void cursorsGoThroughAllAndFitOnlyTheirQuery() {
        feed(Recordings.of("sleeper"));
        List<String> seen = new ArrayList<>();
        HistoryQuery query = HistoryQuery.all().withLimit(4);
        Slice<Restart> slice = history.restarts(query);
        slice.items().forEach(restart -> seen.add(restart.id()));
        String next = slice.next();
        assertThat(next).isNotNull();
        history.restarts(query.withCursor(next)).items().forEach(restart -> seen.add(restart.id()));

        assertThat(seen).hasSize(6).doesNotHaveDuplicates();
        assertThat(history.restarts(query.withCursor(next)).next()).isNull();
        assertThatThrownBy(() -> history.restarts(query.withCursor(next).withPod("other")))
                .isInstanceOf(BadCursorException.class);
        assertThatThrownBy(() -> history.runs(query.withCursor(next)))
                .isInstanceOf(BadCursorException.class);
        assertThatThrownBy(() -> history.runs(query.withCursor("§")))
                .isInstanceOf(BadCursorException.class);
    }

    @Test
    void queriesFindWhatTheyName() {
        feed(Recordings.of("sleeper"));
        HistoryQuery all = HistoryQuery.all();

        assertThat(history.restarts(all.withWorkload("Deployment/sleeper")).items()).hasSize(6);
        assertThat(history.restarts(all.withWorkload("sleeper")).items()).hasSize(6);
        assertThat(history.restarts(all.withWorkload("Job/sleeper")).items()).isEmpty();
        assertThat(history.restarts(all.withCause("liveness")).items()).hasSize(6);
        assertThat(history.restarts(all.withCause("oom")).items()).isEmpty();
        assertThat(history.restarts(all.withNamespace("other")).items()).isEmpty();
        String id = restarts().getFirst().id();
        assertThat(history.restart(id)).isPresent();
        assertThat(history.restart("nonsense")).isEmpty();
    }

    @Test
    void summariesCountTheLastDayAndNameTheNewest() {
        feed(Recordings.of("sleeper"));

        assertThat(history.summaries()).hasSize(1);
        RestartSummary summary = history.summaries().values().iterator().next();
        assertThat(summary.total()).isEqualTo(6);
        assertThat(summary.hours()).hasSize(24);
        assertThat(summary.newest()).isNotNull();
        String uid = history.summaries().keySet().iterator().next().pod().uid();
        assertThat(history.summaries(uid)).isEqualTo(history.summaries());
        assertThat(history.summaries("another")).isEmpty();
    }

    @Test
    void whatAPodDidThatIsGoneStaysItsWorkloads() {
        List<ClusterEvent> all = Recordings.of("sleeper");
        feed(all);
        assertThat(history.summariesOfGone()).isEmpty();
        PodSnapshot last = ((ClusterEvent.PodObserved) last(all).getFirst()).after();

        feed(List.of(new ClusterEvent.PodRemoved(last, NOW, true)));

        assertThat(history.summaries()).isEmpty();
        assertThat(history.summariesOfGone()).containsOnlyKeys(last.workload());
        RestartSummary gone = history.summariesOfGone().values().iterator().next();
        assertThat(gone.total()).isEqualTo(6);
        assertThat(Objects.requireNonNull(gone.newest()).cause()).isEqualTo(RestartCause.LIVENESS);
        assertThat(gone.newest().at()).isEqualTo(restarts().getFirst().began().startedAt());
    }

    private void claim(
            UUID experiment, PodSnapshot pod, @Nullable String container, @Nullable String run) {
        transactions.executeWithoutResult(
                any -> claims.claim(experiment, pod.ref(), container, run));
    }

    /** As one process would: what it knows begins with what the database kept. */
    private void feed(List<ClusterEvent> events) {
        Memory memory = archive.load(CLUSTER, NOW);
        for (ClusterEvent event : events) {
            announcer.announce(ledger.write(CLUSTER, memory.apply(event), event.at()));
            if (!memory.sees()) {
                memory.apply(new ClusterEvent.PodsListed(CLUSTER, null, null, UIDS, event.at()));
            }
        }
    }

    private void keep(Memory memory, ClusterEvent event) {
        ledger.write(CLUSTER, memory.apply(event), event.at());
    }

    private static Stream<String> uid(ClusterEvent event) {
        return switch (event) {
            case ClusterEvent.PodObserved observed -> Stream.of(observed.after().ref().uid());
            case ClusterEvent.PodRemoved removed -> Stream.of(removed.last().ref().uid());
            default -> Stream.empty();
        };
    }

    private static List<ClusterEvent> pods(List<ClusterEvent> all) {
        return all.stream().filter(ClusterEvent.PodObserved.class::isInstance).toList();
    }

    private static List<ClusterEvent> last(List<ClusterEvent> all) {
        return pods(all).reversed().stream()
                .filter(event -> !((ClusterEvent.PodObserved) event).after().isOver())
                .limit(1)
                .toList();
    }

    private static Instant started(Restart restart) {
        return Objects.requireNonNull(restart.began().startedAt());
    }

    private List<Object> everything() {
        List<Object> all = new ArrayList<>();
        all.addAll(restarts());
        all.addAll(replacements());
        all.addAll(runs());
        all.addAll(gaps());
        all.addAll(history.probeFailures(HistoryQuery.all()).items());
        return all;
    }

    private List<Restart> restarts() {
        return history.restarts(HistoryQuery.all()).items();
    }

    private List<Replacement> replacements() {
        return history.replacements(HistoryQuery.all()).items();
    }

    private List<Run> runs() {
        return history.runs(HistoryQuery.all()).items();
    }

    private List<Gap> gaps() {
        return history.gaps(HistoryQuery.all()).items();
    }

    /** The parts of the history, a clock, and a cluster that is only named. */
    @EnableAutoConfiguration
    @EntityScan(basePackageClasses = Row.class)
    @EnableJpaRepositories(basePackageClasses = Row.class)
    @Import({
        Ledger.class,
        Archive.class,
        Announcer.class,
        History.class,
        Claims.class,
        Summaries.class
    })
    static class Parts {

        final List<HistoryEvent> heard = new ArrayList<>();

        @EventListener
        void on(HistoryEvent event) {
            heard.add(event);
        }

        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }

        @Bean
        Office office() {
            return Office.alone();
        }

        @Bean
        Bulletin bulletin() {
            return org.mockito.Mockito.mock(Bulletin.class);
        }

        @Bean
        Cluster cluster() {
            return new NamedCluster();
        }
    }

    private static final class NamedCluster implements Cluster {

        @Override
        public Optional<ClusterInfo> info() {
            return Optional.of(
                    new ClusterInfo(CLUSTER, "test", ClusterKind.KUBERNETES, "v1.36.2", null));
        }

        @Override
        public Connection connection() {
            return new Connection(Connection.State.CONNECTED, NOW, null);
        }

        @Override
        public Collection<PodSnapshot> pods() {
            return List.of();
        }

        @Override
        public @Nullable PodSnapshot pod(String uid) {
            return null;
        }

        @Override
        public @Nullable PodSnapshot pod(String namespace, String name) {
            return null;
        }
    }
}
