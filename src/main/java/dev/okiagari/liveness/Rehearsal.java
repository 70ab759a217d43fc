package dev.okiagari.liveness;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.database.TimeIds;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Guard;
import dev.okiagari.safety.Refusal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From a wish to what a person is shown: the server's dry run of the very patch, and its fruit. */
@Component
class Rehearsal {

    /** The status of a workload may change between a look and a patch. */
    private static final int ATTEMPTS = 3;

    private final WorkloadApi api;
    private final ChangeGate gate;
    private final PortTrial trial;
    private final ProbeChangeStore store;
    private final Cluster cluster;
    private final TimeIds ids;
    private final Clock clock;

    Rehearsal(
            WorkloadApi api,
            ChangeGate gate,
            PortTrial trial,
            ProbeChangeStore store,
            Cluster cluster,
            TimeIds ids,
            Clock clock) {
        this.api = api;
        this.gate = gate;
        this.trial = trial;
        this.store = store;
        this.cluster = cluster;
        this.ids = ids;
        this.clock = clock;
    }

    ChangeResult of(ProbeRequest request, Set<Guard> confirmed, Actor by)
            throws InterruptedException {
        WorkloadRef ref = request.target().workload();
        for (int i = 1; ; i++) {
            WorkloadAnswer answer = api.read(ref);
            if (!(answer instanceof WorkloadAnswer.Here(Workload now))) {
                return Refused.by(answer, ref, "get");
            }
            ChangeResult result = of(request, now, confirmed, by);
            if (!(result instanceof ChangeResult.Changed) || i == ATTEMPTS) {
                return result;
            }
        }
    }

    private ChangeResult of(ProbeRequest request, Workload now, Set<Guard> confirmed, Actor by)
            throws InterruptedException {
        WorkloadRef ref = request.target().workload();
        Workload.Place place = now.place(request.target().container()).orElse(null);
        if (place == null) {
            return new ChangeResult.Gone(
                    Refused.message("no-container", request.target().container(), ref.name()));
        }
        ProbeSpec wanted = request.probe();
        if (wanted == null && !place.container().has(ProbePatch.field(request.type()))) {
            return Refused.invalid("probe", Refused.message("nothing-to-remove"));
        }
        List<Refusal> refusals = gate.refusals(ref, now, confirmed);
        if (!refusals.isEmpty()) {
            return new ChangeResult.Guarded(refusals);
        }
        ObjectNode json = wanted == null ? null : ProbeJson.write(wanted);
        WorkloadAnswer answer = api.rehearse(ref, ProbePatch.of(now, place, request.type(), json));
        return answer instanceof WorkloadAnswer.Here(Workload then)
                ? shown(request, now, place, then, by)
                : Refused.by(answer, ref, "patch");
    }

    private ChangeResult shown(
            ProbeRequest request, Workload now, Workload.Place place, Workload then, Actor by)
            throws InterruptedException {
        String field = ProbePatch.field(request.type());
        JsonNode before = place.container().path(field);
        JsonNode after =
                then.place(place.name())
                        .map(changed -> changed.container().path(field))
                        .orElseThrow();
        ProbeSpec wanted = request.probe();
        List<Message> cautions = new ArrayList<>();
        if (wanted != null) {
            List<ChangeResult.Fault> dropped = Dropped.faults(ProbeJson.write(wanted), after);
            if (!dropped.isEmpty()) {
                return new ChangeResult.Invalid(dropped);
            }
            cautions.addAll(Dropped.altered(ProbeJson.write(wanted), after));
        }
        String diff = TextDiff.of(WorkloadYaml.meaningful(now), WorkloadYaml.meaningful(then));
        if (now.template().equals(then.template())) {
            return Refused.invalid("probe", Refused.message("no-difference"));
        }
        List<String> lacks = new ArrayList<>();
        if (wanted != null) {
            cautions.addAll(Cautions.port(now, place, wanted));
            PortTrial.Result tried = trial.of(request.target(), place, wanted);
            cautions.addAll(tried.cautions());
            lacks.addAll(tried.lacks());
        }
        cautions.addAll(Cautions.managers(now));
        cautions.addAll(Cautions.rollout(now));
        Shown shown =
                new Shown(
                        now.uid(),
                        now.version(),
                        now.generation(),
                        revision(request.target().workload()),
                        now.templateText(),
                        then.templateText(),
                        text(before),
                        text(after),
                        asked(request),
                        diff,
                        manifest(request, place, before, wanted),
                        cautions,
                        lacks);
        return stored(request, shown, by);
    }

    private static String manifest(
            ProbeRequest request,
            Workload.Place place,
            JsonNode before,
            @Nullable ProbeSpec wanted) {
        return StrategicPatch.of(
                request.target().workload(),
                place,
                request.type(),
                before,
                wanted == null ? null : ProbeJson.write(wanted));
    }

    private ChangeResult stored(ProbeRequest request, Shown shown, Actor by) {
        ProbeChange change =
                new ProbeChange(
                        ids.next(),
                        cluster.info().map(ClusterInfo::id).orElse(""),
                        request.target(),
                        request.type(),
                        by,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        shown,
                        new ChangeState.Rehearsed());
        if (!store.hasRoomFor(change)) {
            return Refused.invalid("target.workload", Refused.message("too-large"));
        }
        store.rehearsed(change);
        return new ChangeResult.Made(change);
    }

    /** As JSON; null where the probe is to go. */
    static @Nullable String asked(ProbeRequest request) {
        ProbeSpec probe = request.probe();
        return probe == null ? null : ProbeJson.write(probe).toString();
    }

    private static @Nullable String text(JsonNode probe) {
        return probe.isObject() ? probe.toString() : null;
    }

    /** Of its newest pods: what an undo is to bring back. */
    private @Nullable String revision(WorkloadRef ref) {
        return cluster.pods().stream()
                .filter(pod -> pod.workload().equals(ref))
                .max(Comparator.comparing(PodSnapshot::createdAt))
                .map(PodSnapshot::revision)
                .filter(Objects::nonNull)
                .orElse(null);
    }
}
