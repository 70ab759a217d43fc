package dev.okiagari.history;

import dev.okiagari.cluster.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * Which pod stands in for which under one workload. A pod stands in for at most one: the one of its
 * own name, else the one that ended last before it was created, the oldest first.
 */
final class Succession {

    /** Later than this after an end, a new pod has another reason to be: the workload grew. */
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private Succession() {}

    /** Two pods, each of which knows of it. */
    record Pair(KnownPod ended, KnownPod began, ReplacementCause cause, Message evidence) {

        Fact.ReplacementSeen fact() {
            return new Fact.ReplacementSeen(ended, began, cause, evidence);
        }
    }

    /** The next pair that is not recorded yet; {@code pods} are all of one workload. */
    static Optional<Pair> next(Collection<KnownPod> pods) {
        return pods.stream()
                .filter(pod -> !pod.successor())
                .sorted(
                        Comparator.comparing(KnownPod::createdAt)
                                .thenComparing(pod -> pod.ref().name()))
                .flatMap(began ->
                        pods.stream()
                                .filter(ended -> follows(ended, began))
                                .min(closest(began))
                                .map(ended -> pair(ended, began))
                                .stream())
                .findFirst();
    }

    /** What its controller deleted and nothing has taken the place of, which may still happen. */
    static Optional<Fact.ReplacementSeen> none(KnownPod pod) {
        boolean fewer = pod.gone() && !pod.replaced() && pod.endCause() == ReplacementCause.SCALED;
        return fewer
                ? Optional.of(
                        new Fact.ReplacementSeen(
                                pod,
                                null,
                                ReplacementCause.SCALED,
                                Message.of("history.replaced.fewer")))
                : Optional.empty();
    }

    private static boolean follows(KnownPod ended, KnownPod began) {
        Instant end = ended.endedAt();
        if (end == null
                || ended.replaced()
                || ended.workload().isBare()
                || ended.ref().uid().equals(began.ref().uid())
                || isNextTurn(ended, began)) {
            return false;
        }
        boolean inTime = !began.createdAt().isAfter(end.plus(WINDOW));
        // a rollout with a surge creates the successor first
        boolean afterwards =
                (hasTemplates(ended) && isRollout(ended, began))
                        ? began.createdAt().isAfter(ended.createdAt())
                        : !began.createdAt().isBefore(end.truncatedTo(ChronoUnit.SECONDS));
        return inTime && afterwards;
    }

    /** The next Job of a CronJob stands in for none. */
    private static boolean isNextTurn(KnownPod ended, KnownPod began) {
        return ended.workload().kind().equals("CronJob")
                && !ended.template().equals(began.template());
    }

    private static Comparator<KnownPod> closest(KnownPod began) {
        return Comparator.comparing(
                        (KnownPod ended) -> !ended.ref().name().equals(began.ref().name()))
                .thenComparing(ended ->
                        Duration.between(Objects.requireNonNull(ended.endedAt()), began.createdAt())
                                .abs())
                .thenComparing(KnownPod::createdAt)
                .thenComparing(ended -> ended.ref().name());
    }

    private static Pair pair(KnownPod ended, KnownPod began) {
        ReplacementCause cause =
                isRollout(ended, began)
                        ? ReplacementCause.ROLLOUT
                        : Objects.requireNonNullElse(ended.endCause(), ReplacementCause.DELETED);
        Message evidence =
                cause == ReplacementCause.ROLLOUT
                        ? Message.of("history.replaced.rollout", revision(ended), revision(began))
                        : Message.of("history.replaced." + cause.text());
        return new Pair(ended.wasReplaced(), began.succeeds(), cause, evidence);
    }

    /** A controller that says it deleted a pod does not say whether for another revision. */
    private static boolean isRollout(KnownPod ended, KnownPod began) {
        boolean open = ended.endCause() == null || ended.endCause() == ReplacementCause.SCALED;
        if (open && ended.revision() != null && began.revision() != null) {
            return !ended.revision().equals(began.revision());
        }
        return open && hasTemplates(ended) && !ended.template().equals(began.template());
    }

    private static boolean hasTemplates(KnownPod pod) {
        return pod.workload().kind().matches("Deployment|DeploymentConfig|Rollout");
    }

    private static String revision(KnownPod pod) {
        return Objects.requireNonNullElse(pod.revision(), pod.template());
    }
}
