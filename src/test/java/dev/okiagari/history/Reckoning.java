package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Compares what is kept with what truly happened: each restart is recorded once, or lies in a gap
 * that counts it or says that it cannot; none is invented, nor counted as missing where it is not.
 */
final class Reckoning {

    /** A cluster tells times by the second, and measures its clock against ours no better. */
    private static final Duration RESOLUTION = Duration.ofSeconds(1);

    private final Walk walk;
    private final List<Books.RestartRow> restarts;
    private final List<Books.RunRow> runs;
    private final List<Books.GapRow> gaps;
    private final List<String> alive;
    private int known;
    private int surelyMissing;
    private int missing;

    Reckoning(Walk walk, Books books) {
        this.walk = walk;
        this.restarts = books.restarts(walk.clusterId);
        this.runs = books.runs(walk.clusterId);
        this.gaps = books.gaps(walk.clusterId);
        this.alive = books.alive(walk.clusterId);
    }

    void check() {
        boolean countsLost = false;
        for (TruePod pod : walk.truth.pods) {
            for (TrueContainer container : pod.containers) {
                check(pod, container);
                countsLost |= container.lostCount;
            }
        }
        assertThat(restarts).as("no restart of a container that never was").hasSize(known);
        int counted =
                gaps.stream()
                        .map(Books.GapRow::missed)
                        .filter(Objects::nonNull)
                        .mapToInt(n -> n)
                        .sum();
        if (!countsLost) {
            assertThat(counted)
                    .as("restarts that all gaps count")
                    .isBetween(surelyMissing, missing);
        }
        assertThat(alive)
                .as("pods that are taken for alive")
                .containsExactlyInAnyOrderElementsOf(
                        walk.truth.pods.stream()
                                .filter(walk.truth::isAlive)
                                .map(pod -> pod.ref.uid())
                                .toList());
    }

    private void check(TruePod pod, TrueContainer container) {
        Map<String, TrueContainer.Step> byRun = new HashMap<>();
        container.steps.forEach(step -> byRun.put(step.began(), step));
        List<Books.RestartRow> recorded =
                restarts.stream()
                        .filter(row ->
                                row.podUid().equals(pod.ref.uid())
                                        && row.container().equals(container.name))
                        .toList();
        known += recorded.size();
        assertThat(recorded)
                .as("restarts of %s, each once", pod.ref)
                .extracting(Books.RestartRow::began)
                .doesNotHaveDuplicates();
        recorded.forEach(row -> truly(row, byRun.remove(row.began()), container));
        runs(pod, container);
        // a count that was lost and grew again where nobody told of the run before proves nothing
        boolean untold =
                recorded.stream()
                        .anyMatch(row -> row.exitCode() == null || !isNext(row, container));
        if (!container.lostCount || !untold) {
            missing(pod, container, List.copyOf(byRun.values()));
        }
    }

    /** What a lost count hides of the time before a container was first seen, nobody can tell. */
    private boolean isHidden(TruePod pod, TrueContainer container, TrueContainer.Step step) {
        List<String> seen = ids(pod, container);
        return container.lostCount
                && container.steps.stream()
                        .takeWhile(earlier -> !seen.contains(earlier.ended()))
                        .anyMatch(step::equals);
    }

    private static void truly(
            Books.RestartRow row, TrueContainer.Step step, TrueContainer container) {
        assertThat(step).as("a restart that is kept did happen: %s", row).isNotNull();
        assertThat(row.count()).as("%s", row).isEqualTo(step.count());
        if (row.ended() != null && !container.lostCount) {
            assertThat(row.ended()).as("the run that ended: %s", row).isEqualTo(step.ended());
        }
        if (row.ended() != null && row.exitCode() != null) {
            assertThat(container.steps)
                    .as("a run of it did end so, before: %s", row)
                    .filteredOn(earlier -> !earlier.at().isAfter(step.at()))
                    .extracting(TrueContainer.Step::ended, TrueContainer.Step::exit)
                    .contains(tuple(row.ended(), row.exitCode()));
        }
    }

    private static boolean isNext(Books.RestartRow row, TrueContainer container) {
        return container.steps.stream()
                .filter(step -> step.began().equals(row.began()))
                .allMatch(step -> row.ended() == null || row.ended().equals(step.ended()));
    }

    private void runs(TruePod pod, TrueContainer container) {
        assertThat(ids(pod, container))
                .as("runs of %s, each once", pod.ref)
                .doesNotHaveDuplicates();
    }

    private List<String> ids(TruePod pod, TrueContainer container) {
        return runs.stream()
                .filter(row ->
                        row.podUid().equals(pod.ref.uid())
                                && row.container().equals(container.name))
                .map(Books.RunRow::containerId)
                .toList();
    }

    private void missing(TruePod pod, TrueContainer container, List<TrueContainer.Step> steps) {
        List<Books.GapRow> about =
                gaps.stream().filter(gap -> isAbout(gap, pod, container)).toList();
        for (TrueContainer.Step step : steps) {
            if (isBeforeAll(pod, container, step) || isHidden(pod, container, step)) {
                continue;
            }
            List<Books.GapRow> around =
                    about.stream().filter(gap -> contains(gap, step.at())).toList();
            assertThat(around).as("gaps around %s of %s", step, pod.ref).isNotEmpty();
            missing++;
            if (around.stream().allMatch(gap -> gap.missed() != null)) {
                surelyMissing++;
            }
        }
        int count =
                about.stream()
                        .filter(gap -> gap.podUid() != null && gap.missed() != null)
                        .mapToInt(gap -> Objects.requireNonNull(gap.missed()))
                        .sum();
        if (!container.lostCount) {
            assertThat(count)
                    .as("restarts of %s/%s that its gaps count", pod.ref, container.name)
                    .isLessThanOrEqualTo(steps.size());
        }
    }

    /** What had ended, or was counted anew, before Okiagari first looked leaves no trace. */
    private boolean isBeforeAll(TruePod pod, TrueContainer container, TrueContainer.Step step) {
        boolean wasThere = runs.stream().anyMatch(run -> run.podUid().equals(pod.ref.uid()));
        return (!wasThere || container.lostCount) && !step.at().isAfter(walk.began);
    }

    private static boolean isAbout(Books.GapRow gap, TruePod pod, TrueContainer container) {
        return !gap.reason().equals("clock-stepped")
                && (gap.podUid() == null || gap.podUid().equals(pod.ref.uid()))
                && (gap.container() == null || gap.container().equals(container.name));
    }

    private static boolean contains(Books.GapRow gap, Instant at) {
        return !at.isBefore(gap.from().minus(RESOLUTION)) && !at.isAfter(gap.to().plus(RESOLUTION));
    }
}
