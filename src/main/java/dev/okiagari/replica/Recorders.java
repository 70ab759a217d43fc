package dev.okiagari.replica;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who records, as far as this process knows, for people to see. */
@Component
public class Recorders {

    private final Replica replica;
    private final Office office;
    private volatile Seen seen = new Seen(null, null);

    private record Seen(Election.@Nullable Holder holder, @Nullable String problem) {}

    Recorders(Replica replica, Office office) {
        this.replica = replica;
        this.office = office;
    }

    /**
     * How this replica stands.
     *
     * @param id of this one
     * @param records whether it is this one that records
     * @param recorder of the one that has the Lease; null where nobody is known to
     * @param since when that one took it, by its own clock; null where that is not known
     * @param problem why that is not known; null where it is
     */
    public record View(
            String id,
            boolean records,
            @Nullable String recorder,
            @Nullable Instant since,
            @Nullable String problem) {}

    /** Null for a process that is alone. */
    public @Nullable View view() {
        String id = replica.id();
        return id == null ? null : view(id, office.isHeld(), seen);
    }

    private static View view(String id, boolean records, Seen now) {
        Election.Holder holder = now.holder();
        return holder == null
                ? new View(id, records, null, null, now.problem())
                : new View(id, records, holder.id(), holder.since(), now.problem());
    }

    /** True where the problem is a new one. */
    boolean seen(Election.@Nullable Holder holder, @Nullable String problem) {
        Seen before = seen;
        seen = new Seen(holder, problem);
        return !Objects.equals(before.problem(), problem);
    }
}
