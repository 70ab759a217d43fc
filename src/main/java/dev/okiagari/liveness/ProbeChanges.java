package dev.okiagari.liveness;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.safety.Act;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Audit;
import dev.okiagari.safety.Clearance;
import dev.okiagari.safety.Deed;
import dev.okiagari.safety.Guard;
import dev.okiagari.safety.PersonalRights;
import dev.okiagari.safety.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Adding, changing and taking away probes, and undoing it. First comes {@link #rehearse}: only what
 * it has shown is ever written, and only for the one whom it was shown to.
 */
@Component
public class ProbeChanges {

    /** As the audit log calls what is done. */
    static final String CHANGE = Act.PROBE_CHANGE.word();

    static final String UNDO = Act.PROBE_UNDO.word();

    private final Cluster cluster;
    private final Drafts drafts;
    private final Rehearsal rehearsal;
    private final ProbeWriter writer;
    private final Settlement settlement;
    private final ProbeChangeStore store;
    private final Clearance clearance;
    private final PersonalRights personal;
    private final Audit audit;

    ProbeChanges(
            Cluster cluster,
            Drafts drafts,
            Rehearsal rehearsal,
            ProbeWriter writer,
            Settlement settlement,
            ProbeChangeStore store,
            Clearance clearance,
            PersonalRights personal,
            Audit audit) {
        this.cluster = cluster;
        this.drafts = drafts;
        this.rehearsal = rehearsal;
        this.writer = writer;
        this.settlement = settlement;
        this.store = store;
        this.clearance = clearance;
        this.personal = personal;
        this.audit = audit;
    }

    /** Whether it is of a kind that rolls a change of its pods' template out. */
    public static boolean canChange(WorkloadRef workload) {
        return WorkloadKind.of(workload.kind()).isPresent();
    }

    /**
     * What a form begins with; blocks for a request or two.
     *
     * @param container null for the first
     */
    public DraftResult draft(WorkloadRef workload, @Nullable String container, ProbeType type) {
        return drafts.of(workload, container, type);
    }

    /**
     * What the server's dry run makes of it, kept to be applied. Nothing is changed; a command that
     * only reads is run in one of the workload's containers, to see who listens.
     */
    public ChangeResult rehearse(ProbeRequest request, Set<Guard> confirmed, Actor by)
            throws InterruptedException {
        check(Act.PROBE_CHANGE, request.target(), by);
        ChangeResult denied = denied(request.target(), by).orElse(null);
        return written(
                request.target(),
                by,
                CHANGE,
                denied == null ? rehearsal.of(request, confirmed, by) : denied);
    }

    /** Writes what a dry run has shown to the same person. */
    public ChangeResult apply(UUID id, Set<Guard> confirmed, Actor by) {
        return apply(id, confirmed, by, null);
    }

    /**
     * The same as a step of something larger.
     *
     * @param whole what it is a part of; null for nothing
     */
    public ChangeResult apply(UUID id, Set<Guard> confirmed, Actor by, @Nullable UUID whole) {
        ProbeChange change = store.find(clusterId(), id).orElse(null);
        return change == null ? none(id) : apply(change, confirmed, by, whole);
    }

    /** The same, where the dry run is named by what was asked for. */
    public ChangeResult apply(ProbeRequest request, Set<Guard> confirmed, Actor by) {
        check(Act.PROBE_CHANGE, request.target(), by);
        return shown(request, by)
                .map(change -> apply(change, confirmed, by, null))
                .orElseGet(() -> written(request.target(), by, CHANGE, notShown()));
    }

    /**
     * Whether what a dry run has shown to the same person could be applied now: with the guards,
     * and with a look at the workload. Nothing is written.
     */
    public ChangeResult check(UUID id, Set<Guard> confirmed, Actor by) {
        ProbeChange change = store.find(clusterId(), id).orElse(null);
        return change == null ? none(id) : check(change, confirmed, by);
    }

    /** The same, where the dry run is named by what was asked for. */
    public ChangeResult check(ProbeRequest request, Set<Guard> confirmed, Actor by) {
        check(Act.PROBE_CHANGE, request.target(), by);
        return shown(request, by)
                .map(change -> check(change, confirmed, by))
                .orElseGet(ProbeChanges::notShown);
    }

    private ChangeResult check(ProbeChange change, Set<Guard> confirmed, Actor by) {
        check(Act.PROBE_CHANGE, change.target(), by);
        return open(change, by)
                .or(() -> denied(change.target(), by))
                .orElseGet(() -> writer.check(change, confirmed));
    }

    /** The newest dry run of the very same, by the same person. */
    private Optional<ProbeChange> shown(ProbeRequest request, Actor by) {
        String asked = Rehearsal.asked(request);
        return store.shown(clusterId(), request).stream()
                .filter(change -> Objects.equals(change.shown().asked(), asked))
                .filter(change -> change.by().user().equals(by.user()))
                .findFirst();
    }

    private static ChangeResult notShown() {
        return new ChangeResult.Changed(Refused.message("not-shown"));
    }

    private ChangeResult apply(
            ProbeChange change, Set<Guard> confirmed, Actor by, @Nullable UUID whole) {
        // Whoever began the whole was asked for the role there.
        if (whole == null) {
            check(Act.PROBE_CHANGE, change.target(), by);
        }
        return written(
                change.target(),
                by,
                CHANGE,
                open(change, by)
                        .or(() -> denied(change.target(), by))
                        .orElseGet(() -> writer.apply(change, confirmed, by, whole)));
    }

    /** Why it is not to be applied by this person; empty where it is. */
    private static Optional<ChangeResult> open(ProbeChange change, Actor by) {
        if (!(change.state() instanceof ChangeState.Rehearsed)) {
            return Optional.of(new ChangeResult.Changed(Refused.message("taken")));
        }
        return change.by().user().equals(by.user()) ? Optional.empty() : Optional.of(notShown());
    }

    /** Puts the earlier template back, unless somebody has changed it since. */
    public ChangeResult undo(UUID id, Actor by) {
        ProbeChange change = find(id).orElse(null);
        if (change == null) {
            return none(id);
        }
        check(Act.PROBE_UNDO, change.target(), by);
        return written(
                change.target(),
                by,
                UNDO,
                denied(change.target(), by).orElseGet(() -> writer.undo(change, by)));
    }

    /** One whose outcome was not known is looked after first. */
    public Optional<ProbeChange> find(UUID id) {
        return store.find(clusterId(), id)
                .map(change ->
                        change.state().isOpen() ? settlement.look(change).orElse(change) : change);
    }

    /** Those that were applied, or were to be; the newest first. */
    public List<ProbeChange> list(ProbeChangeQuery query) {
        return store.newest(clusterId(), query);
    }

    private void check(Act act, ProbeTarget target, Actor by) {
        clearance.check(by, act, target.workload().namespace(), target.text());
    }

    /** What the cluster would refuse to the person themselves. */
    private Optional<ChangeResult> denied(ProbeTarget target, Actor by) {
        WorkloadRef workload = target.workload();
        return WorkloadKind.of(workload.kind())
                .map(kind -> new Deed("patch", kind.resource()))
                .flatMap(deed -> personal.refusal(by, workload.namespace(), deed))
                .map(refusal -> new ChangeResult.Guarded(List.of(refusal)));
    }

    private static ChangeResult none(UUID id) {
        return new ChangeResult.Gone(Refused.message("no-change", id));
    }

    /** What was written is in the audit log already, together with its intent. */
    private ChangeResult written(ProbeTarget target, Actor by, String action, ChangeResult result) {
        String word = word(result);
        if (word != null) {
            audit.record(by, action, target.text(), word);
        }
        return result;
    }

    private static @Nullable String word(ChangeResult result) {
        return switch (result) {
            case ChangeResult.Made(ProbeChange change)
                    when change.state() instanceof ChangeState.Rehearsed ->
                    "rehearsed " + change.id();
            case ChangeResult.Made _ -> null;
            case ChangeResult.Guarded(List<Refusal> refusals) -> refusals.getFirst().result();
            case ChangeResult.Gone _ -> "refused: gone";
            case ChangeResult.Changed _ -> "refused: changed";
            case ChangeResult.Invalid _ -> "refused: invalid";
            case ChangeResult.Denied _ -> "refused: denied";
            case ChangeResult.Unreachable _ -> "refused: unreachable";
        };
    }

    private String clusterId() {
        return cluster.info().map(ClusterInfo::id).orElse("");
    }
}
