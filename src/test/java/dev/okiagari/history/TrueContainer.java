package dev.okiagari.history;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.Termination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A container as it truly lives, and every step that it ever took. */
final class TrueContainer {

    /** From one run to the next, when the next began by the cluster's clock. */
    record Step(@Nullable String ended, int exit, String began, Instant at, int count) {}

    final String name;
    final List<Step> steps = new ArrayList<>();

    /** Whether the kubelet ever lost its count: how many are missing cannot be told then. */
    boolean lostCount;

    private final String prefix;
    private @Nullable String id;
    private @Nullable Instant startedAt;
    private @Nullable Termination end;
    private @Nullable Termination last;
    private boolean heldBack;
    private int count;
    private int runs;

    TrueContainer(String uid, String name) {
        this.name = name;
        this.prefix = "containerd://" + uid + "-" + name + "-";
    }

    int count() {
        return count;
    }

    @Nullable String id() {
        return id;
    }

    boolean runs() {
        return id != null && end == null;
    }

    void end(int exit, Instant at) {
        end = new Termination(id, exit, exit == 0 ? "Completed" : "Error", null, startedAt, at);
        heldBack = false;
    }

    void holdBack() {
        heldBack = true;
    }

    /**
     * The next run begins.
     *
     * @param nextCount what the kubelet counts after it
     * @param tells whether the cluster still tells how the run before ended
     */
    void begin(int nextCount, boolean tells, Instant at) {
        String before = id;
        id = prefix + runs++;
        startedAt = at;
        last = tells ? end : null;
        if (before != null && end != null) {
            steps.add(new Step(before, end.exitCode(), id, at, nextCount));
            lostCount |= nextCount != count + 1;
        }
        count = nextCount;
        end = null;
        heldBack = false;
    }

    ContainerSnapshot snapshot() {
        Termination told = heldBack ? end : last;
        return new ContainerSnapshot(
                name,
                ContainerType.REGULAR,
                "image",
                id,
                count,
                runs(),
                runs(),
                state(),
                told,
                Probes.NONE);
    }

    private ContainerState state() {
        if (id == null) {
            return new ContainerState.Waiting("ContainerCreating", null);
        }
        if (end == null) {
            return new ContainerState.Running(startedAt);
        }
        return heldBack
                ? new ContainerState.Waiting("CrashLoopBackOff", null)
                : new ContainerState.Terminated(end);
    }
}
