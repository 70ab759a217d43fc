package dev.okiagari.liveness;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.safety.Permission;
import dev.okiagari.safety.Permissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a form for a probe begins with. */
@Component
class Drafts {

    private final WorkloadApi api;
    private final ChangeGate gate;
    private final Permissions permissions;

    Drafts(WorkloadApi api, ChangeGate gate, Permissions permissions) {
        this.api = api;
        this.gate = gate;
        this.permissions = permissions;
    }

    /**
     * Reads the workload, and asks for the permissions that a change needs.
     *
     * @param container null for the first
     */
    DraftResult of(WorkloadRef ref, @Nullable String container, ProbeType type) {
        WorkloadAnswer answer = api.read(ref);
        if (!(answer instanceof WorkloadAnswer.Here(Workload now))) {
            return new DraftResult.None(Refused.by(answer, ref, "get"));
        }
        return now.places().stream()
                .filter(place -> container == null || place.name().equals(container))
                .findFirst()
                .<DraftResult>map(place -> draft(ref, now, place, type))
                .orElseGet(() ->
                        new DraftResult.None(
                                new ChangeResult.Gone(
                                        Refused.message(
                                                "no-container",
                                                String.valueOf(container),
                                                ref.name()))));
    }

    private ProbeDraft draft(WorkloadRef ref, Workload now, Workload.Place place, ProbeType type) {
        List<Message> cautions = new ArrayList<>(Cautions.managers(now));
        cautions.addAll(Cautions.rollout(now));
        return new ProbeDraft(
                new ProbeTarget(ref, place.name()),
                type,
                now.places().stream().map(Workload.Place::name).toList(),
                ports(place),
                Suggestion.present(place, type).orElse(null),
                Suggestion.of(place, type),
                cautions,
                lacks(ref),
                gate.refusals(ref, now, Set.of()));
    }

    private static List<ProbeDraft.Port> ports(Workload.Place place) {
        return StreamSupport.stream(place.container().path("ports").spliterator(), false)
                .map(port -> {
                    String name = port.path("name").asString("");
                    return new ProbeDraft.Port(
                            name.isEmpty() ? null : name, port.path("containerPort").asInt(0));
                })
                .toList();
    }

    private List<String> lacks(WorkloadRef ref) {
        return WorkloadKind.of(ref.kind()).map(WorkloadKind::resource).stream()
                .filter(resource ->
                        permissions.may(ref.namespace(), "patch", resource)
                                == Permission.State.DENIED)
                .map(resource -> "patch " + resource)
                .toList();
    }
}
