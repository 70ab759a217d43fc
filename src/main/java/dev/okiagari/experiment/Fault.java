package dev.okiagari.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done to a pod or to one of its containers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fault.SendSignal.class, name = "signal"),
    @JsonSubTypes.Type(value = Fault.Suspend.class, name = "suspend"),
    @JsonSubTypes.Type(value = Fault.Hang.class, name = "hang"),
    @JsonSubTypes.Type(value = Fault.DeletePod.class, name = "delete-pod"),
    @JsonSubTypes.Type(value = Fault.EvictPod.class, name = "evict-pod"),
    @JsonSubTypes.Type(value = Fault.RestartContainer.class, name = "restart-container")
})
public sealed interface Fault {

    /** What tells faults of one kind from another: {@code signal TERM}, {@code delete-pod}. */
    @JsonIgnore
    String label();

    /** Whether it happens in a container. */
    @JsonIgnore
    boolean needsContainer();

    /** Whether its forecast needs a look at the processes. */
    @JsonIgnore
    default boolean needsLook() {
        return this instanceof SendSignal || this instanceof Stop;
    }

    /**
     * A signal to a process, or to several at once.
     *
     * @param signal its name without {@code SIG}
     * @param pid in the container's own process namespace; of several the first
     * @param pids all of several; null for one
     */
    record SendSignal(String signal, int pid, @Nullable List<Integer> pids) implements Fault {

        public SendSignal {
            signal = Signal.of(signal).name();
            pids = pids == null || pids.size() < 2 ? null : List.copyOf(pids);
            if (pid < 1 || (pids != null && pids.getFirst() != pid)) {
                throw new IllegalArgumentException("no process " + pid);
            }
        }

        public SendSignal(String signal, int pid) {
            this(signal, pid, null);
        }

        @JsonIgnore
        public List<Integer> processes() {
            return pids == null ? List.of(pid) : pids;
        }

        @Override
        public String label() {
            return "signal " + signal;
        }

        @Override
        public boolean needsContainer() {
            return true;
        }
    }

    /** Processes stopped, and in any case resumed. */
    sealed interface Stop extends Fault permits Suspend, Hang {

        /** In seconds, after which they are resumed; once it is planned. */
        @JsonIgnore
        int time();

        /** Null where nobody has chosen yet. */
        @Nullable List<Integer> pids();

        /** Those that were chosen. */
        @JsonIgnore
        default List<Integer> stopped() {
            List<Integer> chosen = pids();
            return chosen == null ? List.of() : chosen;
        }
    }

    /**
     * Processes stopped for a while, and resumed.
     *
     * @param pids null for all that can be
     */
    record Suspend(int seconds, @Nullable List<Integer> pids) implements Stop {

        /** An hour: what hangs longer is no experiment but an outage. */
        public static final int LONGEST = 3600;

        public Suspend {
            pids = pids == null ? null : List.copyOf(pids);
            if (seconds < 1 || seconds > LONGEST) {
                throw new IllegalArgumentException("seconds must be 1 to " + LONGEST);
            }
        }

        @Override
        public int time() {
            return seconds;
        }

        @Override
        public String label() {
            return "suspend";
        }

        @Override
        public boolean needsContainer() {
            return true;
        }
    }

    /**
     * Processes stopped until the container is restarted for it, or the time is up: what a
     * livenessProbe exists for.
     *
     * @param seconds after which they are resumed; null for a little longer than the forecast's
     *     latest restart
     * @param pids null for all that can be stopped
     */
    record Hang(@Nullable Integer seconds, @Nullable List<Integer> pids) implements Stop {

        public Hang {
            pids = pids == null ? null : List.copyOf(pids);
            if (seconds != null && (seconds < 1 || seconds > Suspend.LONGEST)) {
                throw new IllegalArgumentException("seconds must be 1 to " + Suspend.LONGEST);
            }
        }

        @Override
        public int time() {
            if (seconds == null) {
                throw new IllegalStateException("nobody has said how long");
            }
            return seconds;
        }

        @Override
        public String label() {
            return "hang";
        }

        @Override
        public boolean needsContainer() {
            return true;
        }
    }

    /** The pod evicted: deleted, unless a disruption budget forbids it. */
    record EvictPod() implements Fault {

        @Override
        public String label() {
            return "evict-pod";
        }

        @Override
        public boolean needsContainer() {
            return false;
        }
    }

    /**
     * The container restarted by the kubelet, with nothing run in it: the pod's image reference is
     * replaced by an equal one.
     */
    record RestartContainer() implements Fault {

        @Override
        public String label() {
            return "restart-container";
        }

        @Override
        public boolean needsContainer() {
            return true;
        }
    }

    /**
     * The pod deleted.
     *
     * @param graceSeconds null for the pod's own
     */
    record DeletePod(@Nullable Integer graceSeconds) implements Fault {

        public DeletePod {
            if (graceSeconds != null && (graceSeconds < 0 || graceSeconds > Suspend.LONGEST)) {
                throw new IllegalArgumentException("graceSeconds must be 0 to " + Suspend.LONGEST);
            }
        }

        @Override
        public String label() {
            return "delete-pod";
        }

        @Override
        public boolean needsContainer() {
            return false;
        }
    }
}
