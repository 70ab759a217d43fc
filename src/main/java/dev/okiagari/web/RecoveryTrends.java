package dev.okiagari.web;

import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.experiment.ExperimentMark;
import dev.okiagari.history.Comeback;
import dev.okiagari.history.Comebacks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Lays what the history knows of a workload's recoveries beside what experiments measured. */
@Component
class RecoveryTrends {

    static final Duration LENGTH = Duration.ofDays(28);

    private final Past past;
    private final Bench bench;

    RecoveryTrends(Past past, Bench bench) {
        this.past = past;
        this.bench = bench;
    }

    /** Of the weeks up to a time. What an experiment measured counts once: as it measured it. */
    RecoveryTrend of(WorkloadRef workload, Instant to) {
        Instant from = to.minus(LENGTH);
        List<Comeback> comebacks = past.comebacks(workload, from, to);
        List<ExperimentMark> experiments = bench.returns(workload, from, to);
        Set<String> measured =
                experiments.stream().map(ExperimentMark::id).collect(Collectors.toSet());
        return new RecoveryTrend(
                workload,
                from,
                to,
                isCut(comebacks),
                Stream.concat(
                                experiments.stream().map(RecoveryPoint::of),
                                comebacks.stream()
                                        .filter(one -> !isOf(one, measured))
                                        .map(RecoveryPoint::of))
                        .flatMap(Stream::ofNullable)
                        .toList());
    }

    private static boolean isOf(Comeback comeback, Set<String> experiments) {
        return comeback.experimentId() != null
                && experiments.contains(comeback.experimentId().toString());
    }

    private static boolean isCut(List<Comeback> comebacks) {
        long pods = comebacks.stream().filter(one -> one.of() instanceof Comeback.Of.Pod).count();
        return Math.max(pods, comebacks.size() - pods) >= Comebacks.MOST;
    }
}
