package dev.okiagari.liveness;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.okiagari.cluster.Message;
import dev.okiagari.safety.Actor;
import java.time.Instant;

/** How far a change of a probe has come. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "word")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChangeState.Rehearsed.class, name = "rehearsed"),
    @JsonSubTypes.Type(value = ChangeState.Applying.class, name = "applying"),
    @JsonSubTypes.Type(value = ChangeState.Applied.class, name = "applied"),
    @JsonSubTypes.Type(value = ChangeState.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = ChangeState.Undoing.class, name = "undoing"),
    @JsonSubTypes.Type(value = ChangeState.Undone.class, name = "undone")
})
public sealed interface ChangeState {

    /** The server's dry run took it and somebody was shown what it came to; nothing is written. */
    record Rehearsed() implements ChangeState {}

    /**
     * It is being written, or was when the answer got lost.
     *
     * @param version of the workload that the patch asks for: at another it can never be applied
     */
    record Applying(Instant since, String version) implements ChangeState {}

    /**
     * It is written, and the workload rolls it out.
     *
     * @param template of the pods as the server answered it
     */
    record Applied(Instant at, String template) implements ChangeState {}

    /** It was not written. */
    record Failed(Instant at, Message reason) implements ChangeState {}

    /**
     * The earlier template is being written, or was when the answer got lost.
     *
     * @param version of the workload that the patch asks for
     * @param from what is undone
     */
    record Undoing(Instant since, Actor by, String version, Applied from) implements ChangeState {}

    /**
     * The earlier template is back.
     *
     * @param from what was undone
     */
    record Undone(Instant at, Actor by, Applied from) implements ChangeState {}

    /** Whether a write was begun whose outcome is not known. */
    @JsonIgnore
    default boolean isOpen() {
        return this instanceof Applying || this instanceof Undoing;
    }

    /** As scripts and bundles spell it. */
    @JsonIgnore
    default String text() {
        return switch (this) {
            case Rehearsed _ -> "rehearsed";
            case Applying _ -> "applying";
            case Applied _ -> "applied";
            case Failed _ -> "failed";
            case Undoing _ -> "undoing";
            case Undone _ -> "undone";
        };
    }
}
