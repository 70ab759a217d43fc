package dev.okiagari.liveness;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.Probe;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Probes;
import dev.okiagari.safety.Actor;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A probe of a workload added, changed or taken away, from the dry run on. */
public record ProbeChange(
        UUID id,
        String clusterId,
        ProbeTarget target,
        ProbeType type,
        Actor by,
        Instant requestedAt,
        Shown shown,
        ChangeState state) {

    public ProbeChange {
        by = by.kept();
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What is done to the probe. */
    public enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }

    @JsonIgnore
    public Kind kind() {
        if (shown.probeBefore() == null) {
            return Kind.ADDED;
        }
        return shown.probeAfter() == null ? Kind.REMOVED : Kind.CHANGED;
    }

    /** The probe as it was; empty where there was none, or none that anybody here knows of. */
    @JsonIgnore
    public Optional<ProbeSpec> before() {
        return probe(shown.probeBefore());
    }

    /** The probe as it is to be; empty where it is taken away. */
    @JsonIgnore
    public Optional<ProbeSpec> after() {
        return probe(shown.probeAfter());
    }

    private static Optional<ProbeSpec> probe(@Nullable String json) {
        return json == null ? Optional.empty() : ProbeJson.read(JSON.readTree(json));
    }

    @JsonIgnore
    public boolean canBeUndone() {
        return state instanceof ChangeState.Applied;
    }

    /** Whether a container has the probe as it is to be: after an undo, as it was. */
    public boolean hasReached(ContainerSnapshot container) {
        boolean back = state instanceof ChangeState.Undone;
        Probe wanted = (back ? before() : after()).map(ProbeSpec::effective).orElse(null);
        Probes probes = container.probes();
        Probe there =
                switch (type) {
                    case LIVENESS -> probes.liveness();
                    case READINESS -> probes.readiness();
                    case STARTUP -> probes.startup();
                };
        return Objects.equals(there, wanted);
    }

    /** What keeps it from reaching the pods once it is applied; empty where nothing is known to. */
    @JsonIgnore
    public Optional<Message> heldBackBy() {
        return shown.cautions().stream().filter(Cautions::holdsBack).findFirst();
    }

    ProbeChange with(ChangeState next) {
        return new ProbeChange(id, clusterId, target, type, by, requestedAt, shown, next);
    }
}
