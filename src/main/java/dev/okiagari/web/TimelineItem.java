package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a timeline shows, as its table and its sheet have it.
 *
 * @param exit how a run ended; null where none did, or nobody told
 * @param experiment the id of the one that it is, or that claims it
 * @param told what is said of it; null where nothing is
 */
record TimelineItem(
        Kind kind,
        When when,
        Whose whose,
        What what,
        @Nullable Exit exit,
        @Nullable String experiment,
        @Nullable Told told) {

    /** What it is. */
    enum Kind {
        RESTART,
        RESTARTS,
        PROBE_FAILURE,
        REPLACEMENT,
        /** Of a pod, and none replaced it. */
        ENDED,
        ROLLOUT,
        GAP,
        EXPERIMENT;

        public String word() {
            return Words.of(this);
        }
    }

    /**
     * When it was.
     *
     * @param until null where it is an instant, or goes on
     */
    record When(Instant at, @Nullable Instant until) {

        public Moment begin() {
            return Moment.at(at);
        }

        public @Nullable Moment end() {
            return Moment.of(until);
        }
    }

    /**
     * To whom it happened, as far as it goes.
     *
     * @param alive whether there is a page of the container
     */
    record Whose(
            @Nullable WorkloadRef workload,
            @Nullable String namespace,
            @Nullable String pod,
            @Nullable String container,
            boolean alive) {

        static Whose of(WorkloadRef workload, @Nullable String pod, @Nullable String container) {
            return new Whose(workload, workload.namespace(), pod, container, false);
        }

        /** The narrowest name there is; empty where it is of all. */
        public String name() {
            return pod == null && workload != null
                    ? workload.name()
                    : Stream.of(pod, container)
                            .filter(Objects::nonNull)
                            .distinct()
                            .collect(Collectors.joining(" "));
        }

        @Nullable String href() {
            return alive && namespace != null && pod != null && container != null
                    ? Href.container(namespace, pod, container)
                    : null;
        }
    }

    /**
     * What happened.
     *
     * @param word cause, reason, probe, state or fault, in the API's words
     * @param count null where it is one
     * @param exact false where the count is "at least"
     */
    record What(Mark mark, String word, @Nullable Integer count, boolean exact) {

        static What of(Mark mark, String word) {
            return new What(mark, word, null, true);
        }
    }

    /** How a run ended, as far as it was told. */
    record Exit(@Nullable Integer code, @Nullable String reason) {}

    /** What is said of it. */
    sealed interface Told {

        /** By us. */
        record Text(Message message) implements Told {}

        /** By others. */
        record Said(String text) implements Told {}
    }

    /** To where it is told in full; null where there is no such page. */
    public @Nullable String href() {
        return experiment == null ? whose.href() : "/experiments/" + experiment;
    }

    /** What it is called: a restart's cause, a probe, a fault. */
    public Message label() {
        String word = what.word();
        return switch (kind) {
            case RESTART, RESTARTS -> new Message("web.cause." + word, List.of());
            case PROBE_FAILURE -> new Message("web.timeline.failed." + word, List.of());
            case REPLACEMENT -> new Message("web.replaced." + word, List.of());
            case ENDED -> new Message("web.ended." + word, List.of());
            case ROLLOUT -> new Message("web.rollout." + word, List.of());
            case GAP -> Message.of("web.timeline.gap");
            case EXPERIMENT -> TimelineView.label(word);
        };
    }

    /** What we say of it; null where others do, or nobody. */
    public @Nullable Message text() {
        return told instanceof Told.Text(Message message) ? message : null;
    }

    /** What others say of it. */
    public @Nullable String said() {
        return told instanceof Told.Said(String text) ? text : null;
    }
}
