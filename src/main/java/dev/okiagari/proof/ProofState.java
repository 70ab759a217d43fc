package dev.okiagari.proof;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.okiagari.cluster.Message;
import dev.okiagari.safety.Actor;
import java.time.Instant;
import java.util.List;

/**
 * How far a proof has come. Each state is stored before what it says is done.
 *
 * <pre>
 * HANGING_BEFORE → CHANGING → ROLLING_OUT → HANGING_AFTER → FINISHED
 *       └─────────────┴────────────┴──────────────┴───────→ FAILED, STOPPED
 * </pre>
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "word")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ProofState.HangingBefore.class, name = "hanging-before"),
    @JsonSubTypes.Type(value = ProofState.Changing.class, name = "changing"),
    @JsonSubTypes.Type(value = ProofState.RollingOut.class, name = "rolling-out"),
    @JsonSubTypes.Type(value = ProofState.HangingAfter.class, name = "hanging-after"),
    @JsonSubTypes.Type(value = ProofState.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = ProofState.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = ProofState.Stopped.class, name = "stopped")
})
public sealed interface ProofState {

    /** Those that something has to follow. */
    List<String> OPEN = List.of("hanging-before", "changing", "rolling-out", "hanging-after");

    /** Since when it is in this state. */
    Instant at();

    /** The container hangs as it is, or is about to. */
    record HangingBefore(Instant at) implements ProofState {}

    /** The change is being written, or is about to be. */
    record Changing(Instant at) implements ProofState {}

    /** The change is written, and the pods are being replaced. */
    record RollingOut(Instant at) implements ProofState {}

    /** The container of a pod with the changed probe hangs, or is about to. */
    record HangingAfter(Instant at) implements ProofState {}

    /** Both hangs were seen to their ends. */
    record Finished(Instant at, ProofVerdict verdict) implements ProofState {}

    /**
     * It did not come to its end.
     *
     * @param during the state that it was in
     */
    record Failed(Instant at, String during, Message reason) implements ProofState {}

    /**
     * Somebody has stopped it.
     *
     * @param during the state that it was in
     */
    record Stopped(Instant at, String during, Actor by, Message reason) implements ProofState {}

    /** Whether nothing follows. */
    @JsonIgnore
    default boolean isEnd() {
        return switch (this) {
            case HangingBefore _, Changing _, RollingOut _, HangingAfter _ -> false;
            case Finished _, Failed _, Stopped _ -> true;
        };
    }

    /** Whether this may follow it. */
    default boolean mayBecome(ProofState next) {
        return switch (this) {
            case HangingBefore _ -> next instanceof Changing || next.isEarlyEnd();
            case Changing _ -> next instanceof RollingOut || next.isEarlyEnd();
            case RollingOut _ -> next instanceof HangingAfter || next.isEarlyEnd();
            case HangingAfter _ -> next.isEnd();
            case Finished _, Failed _, Stopped _ -> false;
        };
    }

    private boolean isEarlyEnd() {
        return this instanceof Failed || this instanceof Stopped;
    }

    /** As scripts and bundles spell it. */
    @JsonIgnore
    default String text() {
        return switch (this) {
            case HangingBefore _ -> "hanging-before";
            case Changing _ -> "changing";
            case RollingOut _ -> "rolling-out";
            case HangingAfter _ -> "hanging-after";
            case Finished _ -> "finished";
            case Failed _ -> "failed";
            case Stopped _ -> "stopped";
        };
    }
}
