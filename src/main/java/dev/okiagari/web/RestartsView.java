package dev.okiagari.web;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Termination;
import dev.okiagari.history.RestartCause;
import dev.okiagari.history.RestartSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Restarts of the last 24 hours, of one or of several containers together.
 *
 * @param counted what the kubelets count, ever
 * @param spark an SVG path of one bar an hour; null where there is none to draw
 * @param last null where there was none, or its time is not known
 */
record RestartsView(int day, int counted, @Nullable String spark, @Nullable Last last) {

    private static final int HEIGHT = 16;
    private static final int STEP = 4;

    /** The newest one. */
    record Last(Moment at, Mark mark, String cause) {}

    private record Newest(Instant at, RestartCause cause) {

        static Newest of(RestartSummary.Newest kept) {
            return new Newest(kept.at(), kept.cause());
        }
    }

    /**
     * @param gone what their predecessors did within the 24 hours
     */
    static RestartsView of(
            Collection<PodSnapshot> pods,
            Map<ContainerRef, RestartSummary> summaries,
            @Nullable RestartSummary gone) {
        List<RestartSummary> kept = new ArrayList<>();
        List<Newest> newest = new ArrayList<>();
        if (gone != null) {
            kept.add(gone);
            Stream.ofNullable(gone.newest()).map(Newest::of).forEach(newest::add);
        }
        int counted = 0;
        for (PodSnapshot pod : pods) {
            for (ContainerSnapshot container : pod.containers()) {
                if (container.restartCount() > 0) {
                    counted += container.restartCount();
                    RestartSummary summary =
                            summaries.get(new ContainerRef(pod.ref(), container.name()));
                    if (summary != null) {
                        kept.add(summary);
                    }
                    Newest found = newest(container, summary);
                    if (found != null) {
                        newest.add(found);
                    }
                }
            }
        }
        return of(counted, kept, newest);
    }

    static RestartsView of(
            PodSnapshot pod,
            ContainerSnapshot container,
            Map<ContainerRef, RestartSummary> summaries) {
        RestartSummary summary = summaries.get(new ContainerRef(pod.ref(), container.name()));
        Newest newest = newest(container, summary);
        return of(
                container.restartCount(),
                summary == null ? List.of() : List.of(summary),
                newest == null ? List.of() : List.of(newest));
    }

    private static RestartsView of(int counted, List<RestartSummary> kept, List<Newest> newest) {
        return new RestartsView(
                kept.stream().mapToInt(RestartSummary::total).sum(),
                counted,
                spark(kept),
                newest.stream()
                        .max(Comparator.comparing(Newest::at))
                        .map(RestartsView::last)
                        .orElse(null));
    }

    private static Last last(Newest newest) {
        return new Last(Moment.at(newest.at()), Mark.of(newest.cause()), newest.cause().text());
    }

    private static @Nullable Newest newest(
            ContainerSnapshot container, @Nullable RestartSummary summary) {
        if (container.restartCount() == 0) {
            return null;
        }
        if (summary != null && summary.newest() != null) {
            return Newest.of(summary.newest());
        }
        Termination end = container.lastTermination();
        return end == null || end.finishedAt() == null
                ? null
                : new Newest(end.finishedAt(), RestartCause.UNKNOWN);
    }

    private static @Nullable String spark(List<RestartSummary> kept) {
        int hours = kept.stream().mapToInt(summary -> summary.hours().size()).max().orElse(0);
        int[] sums = new int[hours];
        for (RestartSummary summary : kept) {
            for (int i = 0; i < summary.hours().size(); i++) {
                sums[i] += Objects.requireNonNull(summary.hours().get(i));
            }
        }
        return bars(sums);
    }

    private static @Nullable String bars(int[] sums) {
        int most = java.util.Arrays.stream(sums).max().orElse(0);
        if (most == 0) {
            return null;
        }
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < sums.length; i++) {
            int height = sums[i] == 0 ? 0 : Math.max(3, sums[i] * HEIGHT / most);
            if (height > 0) {
                path.append('M').append(i * STEP).append(' ').append(HEIGHT);
                path.append('v').append(-height).append("h3v").append(height).append('z');
            }
        }
        return path.toString();
    }
}
