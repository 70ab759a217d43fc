package dev.okiagari.liveness;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Guard;
import dev.okiagari.safety.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one place that changes a workload. Before each write stand a look at the workload, the
 * guards, a dry run of the very patch that comes to what was shown, and the intent in the database.
 */
@Component
class ProbeWriter {

    /** Each but the last was refused for certain: the status of the workload had changed. */
    private static final int ATTEMPTS = 3;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WorkloadApi api;
    private final ChangeGate gate;
    private final ProbeChangeStore store;
    private final Settlement settlement;
    private final Clock clock;

    ProbeWriter(
            WorkloadApi api,
            ChangeGate gate,
            ProbeChangeStore store,
            Settlement settlement,
            Clock clock) {
        this.api = api;
        this.gate = gate;
        this.store = store;
        this.settlement = settlement;
        this.clock = clock;
    }

    /**
     * @param whole what it is a step of; null for nothing
     */
    ChangeResult apply(
            ProbeChange rehearsed, Set<Guard> confirmed, Actor by, @Nullable UUID whole) {
        return repeated(rehearsed, (change, now) -> apply(change, now, confirmed, by, whole));
    }

    /** Whether it could be applied now; nothing is written. */
    ChangeResult check(ProbeChange rehearsed, Set<Guard> confirmed) {
        return repeated(
                rehearsed,
                (change, now) -> Outcome.of(change, checked(change, now, confirmed, null)));
    }

    ChangeResult undo(ProbeChange applied, Actor by) {
        return repeated(applied, (change, now) -> undo(change, now, by));
    }

    /** One attempt, from a fresh look on. */
    private interface Attempt {
        Outcome of(ProbeChange change, Workload now);
    }

    /** What came of it; the change is in the state that the next attempt begins from. */
    private record Outcome(ProbeChange change, ChangeResult result, boolean again) {

        static Outcome of(ProbeChange change, ChangeResult result) {
            return new Outcome(change, result, false);
        }
    }

    private ChangeResult repeated(ProbeChange first, Attempt attempt) {
        ProbeChange change = first;
        for (int i = 1; ; i++) {
            WorkloadRef ref = change.target().workload();
            WorkloadAnswer answer = api.read(ref);
            Outcome outcome =
                    answer instanceof WorkloadAnswer.Here(Workload now)
                            ? attempt.of(change, now)
                            : Outcome.of(change, Refused.by(answer, ref, "get"));
            if (!outcome.again() || i == ATTEMPTS) {
                return settled(outcome);
            }
            change = outcome.change();
        }
    }

    /** What was refused for certain after its intent was stored is over. */
    private ChangeResult settled(Outcome outcome) {
        ProbeChange change = outcome.change();
        if (outcome.result() instanceof ChangeResult.Made || !change.state().isOpen()) {
            return outcome.result();
        }
        settlement.refused(change, outcome.result());
        return outcome.result();
    }

    /** What was shown is what would be written, and nobody stands before it. */
    private ChangeResult checked(
            ProbeChange change, Workload now, Set<Guard> confirmed, @Nullable UUID whole) {
        WorkloadRef ref = change.target().workload();
        Message otherwise = otherwise(change, now);
        if (otherwise != null || now.place(change.target().container()).isEmpty()) {
            return new ChangeResult.Changed(
                    otherwise == null ? Refused.message("other", ref.name()) : otherwise);
        }
        List<Refusal> refusals = gate.refusals(ref, now, confirmed, whole);
        return refusals.isEmpty()
                ? new ChangeResult.Made(change)
                : new ChangeResult.Guarded(refusals);
    }

    private Outcome apply(
            ProbeChange change,
            Workload now,
            Set<Guard> confirmed,
            Actor by,
            @Nullable UUID whole) {
        ChangeResult checked = checked(change, now, confirmed, whole);
        if (!(checked instanceof ChangeResult.Made)) {
            return Outcome.of(change, checked);
        }
        Shown shown = change.shown();
        Workload.Place place = now.place(change.target().container()).orElseThrow();
        String probe = shown.probeAfter();
        String patch =
                ProbePatch.of(
                        now,
                        place,
                        change.type(),
                        probe == null ? null : (ObjectNode) JSON.readTree(probe));
        return write(
                change,
                change.with(new ChangeState.Applying(now(), now.version())),
                patch,
                shown.after(),
                by,
                ProbeChanges.CHANGE);
    }

    private Outcome undo(ProbeChange change, Workload now, Actor by) {
        ChangeState.Applied applied = applied(change);
        WorkloadRef ref = change.target().workload();
        Message otherwise = applied == null ? null : Since.changed(change, applied, now);
        if (applied == null || otherwise != null) {
            return Outcome.of(
                    change,
                    new ChangeResult.Changed(
                            otherwise == null ? Refused.message("not-applied") : otherwise));
        }
        List<Refusal> refusals = gate.hard(ref, now);
        if (!refusals.isEmpty()) {
            return Outcome.of(change, new ChangeResult.Guarded(refusals));
        }
        String before = change.shown().before();
        return write(
                change,
                change.with(new ChangeState.Undoing(now(), by, now.version(), applied)),
                ProbePatch.back(now, JSON.readTree(before)),
                before,
                by,
                ProbeChanges.UNDO);
    }

    private static ChangeState.@Nullable Applied applied(ProbeChange change) {
        return switch (change.state()) {
            case ChangeState.Applied applied -> applied;
            case ChangeState.Undoing undoing -> undoing.from();
            default -> null;
        };
    }

    private Outcome write(
            ProbeChange before,
            ProbeChange intent,
            String patch,
            String shown,
            Actor by,
            String action) {
        WorkloadRef ref = before.target().workload();
        WorkloadAnswer rehearsed = api.rehearse(ref, patch);
        if (!(rehearsed instanceof WorkloadAnswer.Here(Workload then))) {
            return new Outcome(
                    before,
                    Refused.by(rehearsed, ref, "patch"),
                    rehearsed instanceof WorkloadAnswer.Changed);
        }
        JsonNode expected = JSON.readTree(shown);
        if (!then.template().equals(expected)) {
            return Outcome.of(
                    before,
                    new ChangeResult.Changed(
                            Refused.message(
                                    "not-as-shown",
                                    Since.some(JsonDifference.paths(expected, then.template())))));
        }
        if (!store.become(before, intent, by, action)) {
            return Outcome.of(before, new ChangeResult.Changed(Refused.message("taken")));
        }
        WorkloadAnswer answer = api.write(ref, patch);
        return switch (answer) {
            case WorkloadAnswer.Here(Workload written) ->
                    Outcome.of(intent, settlement.written(intent, written));
            case WorkloadAnswer.Unknown _ ->
                    Outcome.of(
                            intent, new ChangeResult.Made(settlement.look(intent).orElse(intent)));
            default ->
                    new Outcome(
                            intent,
                            Refused.by(answer, ref, "patch"),
                            answer instanceof WorkloadAnswer.Changed);
        };
    }

    /** Why what was shown is not what would be written; null where all is as it was. */
    private static @Nullable Message otherwise(ProbeChange change, Workload now) {
        Shown shown = change.shown();
        String name = change.target().workload().name();
        if (!shown.uid().equals(now.uid())) {
            return Refused.message("other", name);
        }
        // Status and labels may change: what is wanted is counted by the generation.
        if (shown.generation() != now.generation()) {
            return Refused.message(
                    "changed-since", name, shown.generation(), now.generation(), Since.who(now));
        }
        return null;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
