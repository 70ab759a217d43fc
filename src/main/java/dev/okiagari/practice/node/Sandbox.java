package dev.okiagari.practice.node;

import dev.okiagari.practice.machine.Cgroup;
import dev.okiagari.practice.machine.Machine;
import dev.okiagari.practice.machine.PidSpace;
import dev.okiagari.practice.machine.Place;
import dev.okiagari.practice.machine.Privileges;
import dev.okiagari.practice.machine.Proc;
import dev.okiagari.practice.machine.Signals;
import dev.okiagari.practice.store.Json;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the containers of one pod share: its control group and, when it says so, processes. */
final class Sandbox {

    private static final int NOBODY = 65535;
    private static final String BYTES = "memory";

    private final Node node;
    private final PodWorker pod;
    private @Nullable Proc pause;

    Sandbox(Node node, PodWorker pod) {
        this.node = node;
        this.pod = pod;
    }

    /** A container's place; one with a target joins that one's processes as their peer. */
    Place place(JsonNode container, String containerId, Optional<Machine> target) {
        JsonNode spec = pod.object().path("spec");
        return new Place(
                space(spec, target),
                cgroup(containerId),
                Security.privileged(container),
                Security.of(spec, container),
                Quantity.mebibytes(Json.text(container, "resources", "limits", BYTES)));
    }

    private PidSpace space(JsonNode spec, Optional<Machine> target) {
        if (spec.path("hostPID").asBoolean(false)) {
            return node.host().root();
        }
        return spec.path("shareProcessNamespace").asBoolean(false)
                ? shared()
                : target.map(Machine::space).orElseGet(PidSpace::new);
    }

    private PidSpace shared() {
        Proc present = pause;
        if (present != null && !present.dead()) {
            return present.space();
        }
        byte[] id = new byte[32];
        node.random().nextBytes(id);
        Place place =
                new Place(
                        new PidSpace(),
                        cgroup(HexFormat.of().formatHex(id)),
                        false,
                        new Privileges(NOBODY, NOBODY, 0, Privileges.USUAL),
                        0);
        Proc fresh = node.host().start(place, "pause", List.of("/pause"));
        fresh.masks(Signals.mask(Signals.INT, Signals.TERM, Signals.CHLD), 0);
        fresh.onSignal(signal -> {
            if (signal != Signals.CHLD) {
                node.host().exit(fresh, 0);
            }
        });
        pause = fresh;
        return fresh.space();
    }

    private Cgroup cgroup(String containerId) {
        String uid = Json.uid(pod.object()).replace('-', '_');
        String slice = "kubepods-besteffort";
        return new Cgroup(
                "/kubepods.slice/%1$s.slice/%1$s-pod%2$s.slice/cri-containerd-%3$s.scope"
                        .formatted(slice, uid, containerId));
    }

    void close() {
        if (pause != null) {
            node.host().exit(pause, 0);
        }
    }
}
