package dev.okiagari.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The revision that a workload has come to, by the pods that are there. Pure: the same in, the same
 * out.
 *
 * @param since when its first pod was created that is known of
 * @param open the rollout to it; null where it is over, or began before anybody looked
 */
record Deployed(String revision, Instant since, @Nullable KnownRollout open) {

    /** What is known afterwards, and what is to be kept. */
    record Step(@Nullable Deployed now, List<Fact> facts) {}

    /**
     * One more look.
     *
     * @param before null where the workload was never looked at
     * @param pods all that are known of the workload
     */
    static Step look(@Nullable Deployed before, Collection<KnownPod> pods, Instant at) {
        List<KnownPod> living =
                pods.stream().filter(pod -> pod.lives() && pod.revision() != null).toList();
        Optional<KnownPod> newest = living.stream().max(Comparator.comparing(KnownPod::createdAt));
        List<Fact> facts = new ArrayList<>();
        Deployed now = before;
        if (newest.isPresent()) {
            now = follow(before, newest.get(), living, facts);
        }
        return new Step(now == null ? null : now.settle(living, at, facts), facts);
    }

    private static Deployed follow(
            @Nullable Deployed before, KnownPod newest, List<KnownPod> living, List<Fact> facts) {
        String revision = String.valueOf(newest.revision());
        Instant first = first(living, revision);
        if (before == null
                ? !isAfterAllOthers(first, revision, living)
                : !before.ends(first, revision)) {
            return before == null ? new Deployed(revision, first, null) : before;
        }
        KnownRollout begun = KnownRollout.begun(newest.workload(), revision, first);
        if (before != null && before.open != null) {
            facts.add(new Fact.RolloutSeen(before.open.over(RolloutState.SUPERSEDED, first)));
        }
        facts.add(new Fact.RolloutSeen(begun));
        return new Deployed(revision, first, begun);
    }

    /**
     * A pod of an old revision may be made anew while the next is on its way: that is no rollout.
     */
    private boolean ends(Instant first, String other) {
        return !revision.equals(other) && first.isAfter(since);
    }

    /** At the first look, only a revision that is wholly newer than what else there is. */
    private static boolean isAfterAllOthers(Instant first, String revision, List<KnownPod> living) {
        List<KnownPod> others =
                living.stream().filter(pod -> !revision.equals(pod.revision())).toList();
        return !others.isEmpty()
                && others.stream().allMatch(pod -> pod.createdAt().isBefore(first));
    }

    private static Instant first(List<KnownPod> living, String revision) {
        return living.stream()
                .filter(pod -> revision.equals(pod.revision()))
                .map(KnownPod::createdAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Deployed settle(List<KnownPod> living, Instant at, List<Fact> facts) {
        if (open == null) {
            return this;
        }
        List<KnownPod> own =
                living.stream().filter(pod -> revision.equals(pod.revision())).toList();
        if (own.isEmpty()) {
            facts.add(new Fact.RolloutSeen(open.over(RolloutState.UNDONE, at)));
            return back(living);
        }
        boolean complete = own.size() == living.size() && own.stream().allMatch(KnownPod::settled);
        if (complete) {
            facts.add(new Fact.RolloutSeen(open.over(RolloutState.COMPLETE, at)));
        }
        return complete ? new Deployed(revision, since, null) : this;
    }

    /** What went on as before is no rollout to what it was. */
    private Deployed back(List<KnownPod> living) {
        return living.stream()
                .max(Comparator.comparing(KnownPod::createdAt))
                .map(pod -> String.valueOf(pod.revision()))
                .map(old -> new Deployed(old, first(living, old), null))
                .orElse(new Deployed(revision, since, null));
    }
}
