package dev.okiagari.history;

import static dev.okiagari.history.RolloutState.COMPLETE;
import static dev.okiagari.history.RolloutState.PROGRESSING;
import static dev.okiagari.history.RolloutState.SUPERSEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.history.Timeline.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

@Tag("database")
@SpringBootTest(
        classes = HistoryTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.datasource.url=${okiagari.test.url:jdbc:h2:mem:timelines}")
class TimelinesIntegrationTests {

    private static final Instant FROM = Pods.at(0);
    private static final Instant TO = Pods.at(3600);

    @Autowired private Timelines timelines;
    @Autowired private HistoryTables tables;
    @Autowired private JdbcTemplate jdbc;

    private KeptRows rows;

    @BeforeEach
    void empty() {
        tables.empty();
        rows = new KeptRows(jdbc);
    }

    @Test
    void whoRestartedComesBeforeWhoDidNot() {
        rows.pod("shop", "calm", "calm-1", FROM, null);
        rows.pod("shop", "web", "web-1", FROM, null);
        rows.restarts("shop", "web", "web-1", RestartCause.CRASH, Pods.at(10), 60, 3);

        Timeline timeline = timelines.of(all());

        assertThat(timeline.lanes())
                .extracting(lane -> lane.workload().name())
                .containsExactly("web", "calm");
        assertThat(timeline.lanes()).extracting(Lane::total).containsExactly(3, 0);
        assertThat(timeline.lanes().getFirst().restarts())
                .extracting(Restart::restartCount)
                .containsExactly(1, 2, 3);
        assertThat(timeline.more()).isFalse();
    }

    @Test
    void aRangeBeginsWithItsFirstInstantAndEndsBeforeItsLast() {
        rows.restarts("shop", "web", "web-1", RestartCause.CRASH, FROM, 3600, 2);
        rows.restarts("shop", "old", "old-1", RestartCause.CRASH, FROM.minusSeconds(1), 1, 1);

        assertThat(timelines.of(all()).lanes())
                .singleElement()
                .extracting(Lane::total)
                .isEqualTo(1);
    }

    @Test
    void rolloutsThatReachIntoTheRangeAreShown() {
        rows.rollout("web", "a", FROM.minusSeconds(900), FROM.minusSeconds(1), COMPLETE);
        rows.rollout("web", "b", FROM.minusSeconds(800), FROM, SUPERSEDED);
        rows.rollout("web", "c", Pods.at(10), Pods.at(30), COMPLETE);
        rows.rollout("web", "d", TO, null, PROGRESSING);
        rows.rollout("stuck", "e", FROM.minus(Duration.ofDays(20)), null, PROGRESSING);

        assertThat(timelines.of(all()).rollouts())
                .extracting(Rollout::revision)
                .containsExactly("e", "b", "c");
        assertThat(timelines.of(asked("shop", "Deployment/web", null, 500, 100, 6)).rollouts())
                .extracting(Rollout::revision)
                .containsExactly("b", "c");
        assertThat(timelines.of(asked("shop", "Job/web", null, 500, 100, 6)).rollouts()).isEmpty();
    }

    @Test
    void aPodIsShownWithTheRolloutsOfItsWorkloadOnly() {
        rows.pod("shop", "web", "web-1", FROM, null);
        rows.rollout("web", "c", Pods.at(10), Pods.at(30), COMPLETE);
        rows.rollout("api", "d", Pods.at(10), Pods.at(30), COMPLETE);

        assertThat(timelines.of(asked(null, null, "web-1", 500, 100, 6)).rollouts())
                .extracting(Rollout::revision)
                .containsExactly("c");
    }

    @Test
    void aConfirmedClaimIsShownAndAnOpenOneIsNot() {
        rows.restarts("shop", "web", "web-1", RestartCause.COMPLETED, Pods.at(10), 60, 2);
        UUID ours = UUID.randomUUID();
        rows.claim(ours, "web-1", 0, true);
        rows.claim(UUID.randomUUID(), "web-1", 1, false);

        assertThat(only(all()).restarts())
                .extracting(Restart::cause)
                .containsExactly(RestartCause.INJECTED, RestartCause.COMPLETED);
        assertThat(only(all()).restarts().getFirst().experimentId()).isEqualTo(ours);
        assertThat(only(all()).restarts().getFirst().evidence().arguments())
                .containsExactly(ours.toString());
    }

    @Test
    void moreThanFitAreSummedUpByCauseAndStretch() {
        rows.restarts("shop", "web", "web-1", RestartCause.CRASH, FROM, 10, 360);
        rows.claim(UUID.randomUUID(), "web-1", 7, true);

        Lane lane = only(asked(null, null, null, 500, 100, 6));

        assertThat(lane.restarts()).isEmpty();
        assertThat(lane.runs()).isEmpty();
        assertThat(lane.total()).isEqualTo(360);
        assertThat(lane.sums())
                .filteredOn(sum -> sum.cause() == RestartCause.CRASH)
                .hasSize(6)
                .allMatch(sum -> Duration.between(sum.from(), sum.to()).toSeconds() == 600)
                .extracting(Timeline.Sum::count)
                .containsExactly(59, 60, 60, 60, 60, 60);
        assertThat(lane.sums())
                .filteredOn(sum -> sum.cause() == RestartCause.INJECTED)
                .singleElement()
                .matches(sum -> sum.count() == 1 && sum.from().equals(FROM));
    }

    @Test
    void aStretchBeginsWithItsFirstInstantAndEndsBeforeItsLast() {
        Instant boundary = FROM.plusSeconds(600);
        rows.restarts("shop", "api", "api-1", RestartCause.CRASH, boundary, 0, 2);
        rows.restarts("shop", "web", "web-1", RestartCause.CRASH, boundary.minusMillis(1), 0, 2);

        assertThat(timelines.of(asked(null, null, null, 500, 1, 6)).lanes())
                .flatExtracting(Lane::sums)
                .extracting(Timeline.Sum::from)
                .containsExactly(boundary, FROM);
    }

    @Test
    void onlyTheOnesWithTheMostAreSummedUp() {
        rows.restarts("shop", "web", "web-1", RestartCause.CRASH, FROM, 10, 90);
        rows.restarts("shop", "web", "web-2", RestartCause.OOM, FROM, 10, 20);

        assertThat(timelines.of(asked(null, null, null, 500, 100, 10)).lanes())
                .satisfiesExactly(
                        lane -> assertThat(lane.sums()).isNotEmpty(),
                        lane -> assertThat(lane.restarts()).hasSize(20));
    }

    @Test
    void whereMoreRestartsAreThanAreLookedAtTheirNumberIsStillExact() {
        int many = LaneChoice.LOOKED_AT + 500;
        rows.restarts(
                "shop", "web", "web-1", RestartCause.CRASH, FROM.minusSeconds(864_000), 80, many);
        rows.restarts("shop", "api", "api-1", RestartCause.OOM, Pods.at(10), 10, 5);

        Timeline timeline =
                timelines.of(
                        new TimelineQuery(
                                FROM.minusSeconds(864_000), TO, null, null, null, 500, 4000, 240));

        assertThat(timeline.lanes()).extracting(Lane::total).containsExactly(5, expected(many));
        assertThat(timeline.lanes().getFirst().restarts()).hasSize(5);
        assertThat(timeline.lanes().getLast().sums()).isNotEmpty();
    }

    /** How many of them were before the end of the range. */
    private static int expected(int many) {
        return Math.toIntExact(Math.min(many, Math.ceilDiv(864_000 + 3600, 80)));
    }

    @Test
    void theRunBeforeTheRangeIsShownWhereItReachesIntoIt() {
        rows.pod("shop", "web", "web-1", FROM.minusSeconds(9000), null);
        rows.run("web-1", 0, FROM.minusSeconds(9000), FROM.minusSeconds(7000));
        rows.run("web-1", 1, FROM.minusSeconds(6000), Pods.at(100));
        rows.run("web-1", 2, Pods.at(110), null);

        assertThat(only(all()).runs())
                .extracting(Timeline.Life::at)
                .containsExactly(FROM.minusSeconds(6000), Pods.at(110));
    }

    @Test
    void aRunThatEndedBeforeTheRangeIsNotShown() {
        rows.pod("shop", "web", "web-1", FROM.minusSeconds(9000), null);
        rows.run("web-1", 0, FROM.minusSeconds(9000), FROM.minusSeconds(10));

        assertThat(only(all()).runs()).isEmpty();
    }

    @Test
    void failuresOfAnUnnamedContainerAreOnTheFirstOfItsPod() {
        rows.pod("shop", "web", "web-1", FROM, null);
        rows.failures("web-1", null, Pods.at(10), 3, 1);
        rows.failures("web-1", "app", Pods.at(50), 2, 1);

        assertThat(only(all()).failures())
                .extracting(Timeline.Failures::count)
                .containsExactly(3, 2);
        assertThat(only(all()).failures()).allMatch(failures -> failures.message() != null);
    }

    @Test
    void failuresThatReachIntoTheRangeAreShown() {
        rows.pod("shop", "web", "web-1", FROM, null);
        rows.failures("web-1", "app", FROM.minusMillis(500), 3, 1);
        rows.failures("web-1", "app", TO.plusMillis(1), 3, 1);
        rows.failures("web-1", "app", FROM.minusSeconds(10), 3, 1);

        assertThat(only(all()).failures()).hasSize(1);
    }

    @Test
    void moreFailuresThanCanBeToldApartAreSummedUp() {
        rows.pod("shop", "web", "web-1", FROM, null);
        rows.failures("web-1", "app", FROM.minusSeconds(3600), 2, LaneFailures.MOST + 1);
        TimelineQuery query =
                new TimelineQuery(
                        FROM.minusSeconds(3600), TO.plusSeconds(1), null, null, null, 9, 9, 10);

        assertThat(only(query).failures())
                .hasSizeLessThanOrEqualTo(11)
                .allMatch(failures -> failures.message() == null && !failures.exact())
                .extracting(Timeline.Failures::count)
                .satisfies(counts ->
                        assertThat(counts.stream().mapToInt(Integer::intValue).sum())
                                .isEqualTo(2 * (LaneFailures.MOST + 1)));
    }

    @Test
    void filtersNarrow() {
        rows.pod("shop", "web", "web-1", FROM, null);
        rows.pod("shop", "web", "web-2", FROM, null);
        rows.pod("shop", "api", "api-1", FROM, null);
        rows.pod("data", "web", "data-1", FROM, null);
        rows.restarts("shop", "web", "web-1", RestartCause.CRASH, Pods.at(10), 60, 1);
        rows.restarts("data", "web", "data-1", RestartCause.CRASH, Pods.at(10), 60, 1);

        assertThat(pods("shop", null, null)).containsExactly("web-1", "api-1", "web-2");
        assertThat(pods("shop", "web", null)).containsExactly("web-1", "web-2");
        assertThat(pods(null, "Deployment/web", null)).containsExactly("data-1", "web-1", "web-2");
        assertThat(pods(null, "StatefulSet/web", null)).isEmpty();
        assertThat(pods(null, null, "web-2")).containsExactly("web-2");
        assertThat(pods("data", null, "web-2")).isEmpty();
        assertThat(pods(null, "nothing", null)).isEmpty();
    }

    @Test
    void whatDoesNotFitIsSaid() {
        for (int i = 0; i < 4; i++) {
            rows.pod("shop", "web", "web-" + i, FROM, null);
            rows.restarts("shop", "web", "web-" + i, RestartCause.CRASH, Pods.at(i), 60, 1);
        }

        Timeline timeline = timelines.of(asked(null, null, null, 2, 10, 10));

        assertThat(timeline.more()).isTrue();
        assertThat(timeline.lanes())
                .extracting(lane -> lane.container().pod().name())
                .containsExactly("web-2", "web-3");
    }

    @Test
    void podsThatEndedBeforeTheRangeAreNotShownAndOthersWithTheirEnd() {
        rows.pod("shop", "web", "web-1", FROM.minusSeconds(100), FROM.minusSeconds(1));
        rows.pod("shop", "web", "web-2", FROM.minusSeconds(100), Pods.at(60));
        rows.pod("shop", "web", "web-3", TO, null);

        assertThat(only(all()).endedAt()).isEqualTo(Pods.at(60));
        assertThat(only(all()).createdAt()).isEqualTo(FROM.minusSeconds(100));
    }

    @Test
    void gapsAreThoseOfTheNamespaceAndOfAll() {
        rows.gap(null, null, Pods.at(10), Pods.at(20));
        rows.gap("shop", "web-1", FROM.minusSeconds(50), Pods.at(5));
        rows.gap("data", null, Pods.at(10), Pods.at(20));
        rows.gap("shop", null, FROM.minusSeconds(50), FROM.minusSeconds(5));

        assertThat(timelines.of(all()).gaps()).hasSize(3);
        assertThat(timelines.of(asked("shop", null, null, 9, 9, 9)).gaps())
                .extracting(gap -> gap.scope().text())
                .containsExactlyInAnyOrder("*", "shop/web-1");
        assertThat(timelines.of(asked("shop", "api", null, 9, 9, 9)).gaps())
                .extracting(gap -> gap.scope().text())
                .contains("*");
    }

    @Test
    void theLastRestartBeforeIsFound() {
        rows.restarts("shop", "web", "web-1", RestartCause.CRASH, Pods.at(10), 60, 3);
        WorkloadRef web = new WorkloadRef("shop", "Deployment", "web");

        assertThat(timelines.lastBefore(web, "app", Pods.at(130))).contains(Pods.at(70));
        assertThat(timelines.lastBefore(web, "app", Pods.at(10))).isEmpty();
        assertThat(timelines.lastBefore(web, "other", TO)).isEmpty();
    }

    @Test
    void aRangeIsNeitherEmptyNorLongerThanThirtyDays() {
        assertThatIllegalArgumentException().isThrownBy(() -> range(FROM, FROM));
        assertThatIllegalArgumentException().isThrownBy(() -> range(TO, FROM));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> range(FROM, FROM.plus(Duration.ofDays(30)).plusMillis(1)));
        assertThat(range(FROM, FROM.plus(Duration.ofDays(30))).bucket())
                .isEqualTo(Duration.ofHours(3));
    }

    private static TimelineQuery range(Instant from, Instant to) {
        return new TimelineQuery(from, to, null, null, null, 1, 1, 240);
    }

    private Lane only(TimelineQuery query) {
        assertThat(timelines.of(query).lanes()).hasSize(1);
        return timelines.of(query).lanes().getFirst();
    }

    private List<String> pods(
            @Nullable String namespace, @Nullable String workload, @Nullable String pod) {
        return timelines.of(asked(namespace, workload, pod, 500, 4000, 240)).lanes().stream()
                .map(lane -> lane.container().pod().name())
                .toList();
    }

    private static TimelineQuery all() {
        return asked(null, null, null, 500, 4000, 240);
    }

    private static TimelineQuery asked(
            @Nullable String namespace,
            @Nullable String workload,
            @Nullable String pod,
            int lanes,
            int marks,
            int buckets) {
        return new TimelineQuery(FROM, TO, namespace, workload, pod, lanes, marks, buckets);
    }
}
