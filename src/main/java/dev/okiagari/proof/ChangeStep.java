package dev.okiagari.proof;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.Sleep;
import dev.okiagari.liveness.ChangeResult;
import dev.okiagari.liveness.ChangeState;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.liveness.ProbeChanges;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Applies the change that was shown, or finds out what became of it: it is never applied twice. */
@Component
class ChangeStep {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final ProbeChanges changes;
    private final Sleep sleep;
    private final ProofProperties properties;

    ChangeStep(ProbeChanges changes, Sleep sleep, ProofProperties properties) {
        this.changes = changes;
        this.sleep = sleep;
        this.properties = properties;
    }

    /**
     * Blocks until it is known what became of it.
     *
     * @return why it is not applied; null where it is
     */
    @Nullable Message apply(Course course) throws InterruptedException {
        ProbeChange change = changes.find(course.proof().agreement().change()).orElse(null);
        if (change == null) {
            return failed("no-change");
        }
        if (change.state() instanceof ChangeState.Rehearsed) {
            if (course.isTakenUp() && isLate(course)) {
                return failed("left-change");
            }
            ChangeResult result =
                    changes.apply(
                            change.id(),
                            course.proof().agreement().confirmed(),
                            course.proof().by(),
                            course.proof().id());
            if (!(result instanceof ChangeResult.Made(ProbeChange made))) {
                return reason(result);
            }
            change = made;
        }
        return settled(change);
    }

    /** An answer that got lost is looked for by whoever asks for the change. */
    private @Nullable Message settled(ProbeChange begun) throws InterruptedException {
        ProbeChange change = begun;
        while (change.state().isOpen()) {
            sleep.sleep(LOOK);
            change = changes.find(change.id()).orElse(change);
        }
        return switch (change.state()) {
            case ChangeState.Applied _ -> null;
            case ChangeState.Failed failed -> failed.reason();
            default -> failed("undone");
        };
    }

    private boolean isLate(Course course) {
        Instant since = course.proof().state().at();
        return course.begun().isAfter(since.plus(properties.rolloutTimeout()));
    }

    private static Message failed(String why) {
        return Message.of("proof.failed." + why);
    }

    static Message reason(ChangeResult why) {
        return switch (why) {
            case ChangeResult.Made made ->
                    throw new IllegalArgumentException("not refused: " + made.change().id());
            case ChangeResult.Gone(Message reason) -> reason;
            case ChangeResult.Changed(Message reason) -> reason;
            case ChangeResult.Invalid invalid -> invalid.faults().getFirst().reason();
            case ChangeResult.Guarded guarded -> guarded.refusals().getFirst().reason();
            case ChangeResult.Denied denied -> denied.reason();
            case ChangeResult.Unreachable(Message reason) -> reason;
        };
    }
}
