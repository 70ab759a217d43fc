package dev.okiagari.proof;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.database.TimeIds;
import dev.okiagari.experiment.ExperimentRequest;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.Terms;
import dev.okiagari.liveness.ProbeChanges;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What follows each state of a proof. */
@Component
class ProofSteps {

    private final HangStep hangs;
    private final ChangeStep changing;
    private final RolloutStep rollout;
    private final ProbeChanges changes;
    private final TimeIds ids;

    ProofSteps(
            HangStep hangs,
            ChangeStep changing,
            RolloutStep rollout,
            ProbeChanges changes,
            TimeIds ids) {
        this.hangs = hangs;
        this.changing = changing;
        this.rollout = rollout;
        this.changes = changes;
        this.ids = ids;
    }

    /** Takes the next one, from whatever state it is in. */
    void take(Course course) throws InterruptedException {
        Course.Stop stop = course.stopped();
        ProofState state = course.proof().state();
        if (stop != null && !isHanging(state)) {
            course.end(stop);
            return;
        }
        switch (state) {
            case ProofState.HangingBefore _ -> hangBefore(course);
            case ProofState.Changing _ -> change(course);
            case ProofState.RollingOut _ -> rollOut(course);
            case ProofState.HangingAfter _ -> hangAfter(course);
            case ProofState.Finished _, ProofState.Failed _, ProofState.Stopped _ ->
                    throw new IllegalStateException("it has an end already");
        }
    }

    /** What hangs is resumed first. */
    private static boolean isHanging(ProofState state) {
        return state instanceof ProofState.HangingBefore
                || state instanceof ProofState.HangingAfter;
    }

    private void hangBefore(Course course) throws InterruptedException {
        Proof proof = course.proof();
        Agreement agreed = proof.agreement();
        HangResult result =
                hangs.hang(
                        course,
                        proof.before(),
                        () -> request(proof, agreed.pod(), agreed.containerId(), agreed.watch()));
        Sight sight = seen(course, result);
        if (sight != null) {
            course.go(proof.changing(course.now(), sight));
        }
    }

    private void change(Course course) throws InterruptedException {
        Message why = changing.apply(course);
        if (why != null) {
            course.fail(why);
        } else {
            course.go(course.proof().rollingOut(course.now()));
        }
    }

    private void rollOut(Course course) throws InterruptedException {
        boolean there = rollout.await(course);
        Course.Stop stop = course.stopped();
        if (stop != null) {
            course.end(stop);
        } else if (there) {
            course.go(course.proof().hangingAfter(course.now(), ids.next()));
        } else {
            course.fail(Message.of("proof.failed.not-rolled-out"));
        }
    }

    private void hangAfter(Course course) throws InterruptedException {
        Proof proof = course.proof();
        UUID id = Objects.requireNonNull(proof.after());
        Sight sight = seen(course, hangs.hang(course, id, () -> second(proof)));
        if (sight != null) {
            course.go(
                    proof.finished(
                            course.now(), Objects.requireNonNull(proof.seenBefore()), sight));
        }
    }

    /** Null where it is over with that. */
    private static @Nullable Sight seen(Course course, HangResult result)
            throws InterruptedException {
        Course.Stop stop = course.stopped();
        if (stop != null) {
            course.end(stop);
            return null;
        }
        return switch (result) {
            case HangResult.Hung(Sight sight) -> sight;
            case HangResult.NotHung(Message reason) -> {
                course.fail(reason);
                yield null;
            }
        };
    }

    private @Nullable ExperimentRequest second(Proof proof) {
        PodSnapshot pod = changes.find(proof.agreement().change()).map(rollout::pod).orElse(null);
        return pod == null ? null : request(proof, pod.ref(), null, proof.agreement().patience());
    }

    private static ExperimentRequest request(
            Proof proof, PodRef pod, @Nullable String containerId, @Nullable Integer seconds) {
        return new ExperimentRequest(
                pod.namespace(),
                pod.name(),
                proof.target().container(),
                pod.uid(),
                containerId,
                new Fault.Hang(seconds, null),
                proof.agreement().confirmed(),
                Terms.NONE,
                false);
    }
}
