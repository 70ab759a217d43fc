package dev.okiagari.experiment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done to a pod or to one of its containers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fault.SendSignal.class, name = "signal"),
    @JsonSubTypes.Type(value = Fault.Suspend.class, name = "suspend"),
    @JsonSubTypes.Type(value = Fault.DeletePod.class, name = "delete-pod")
})
public sealed interface Fault {

    /** What tells faults of one kind from another: {@code signal TERM}, {@code delete-pod}. */
    @JsonIgnore
    String label();

    /** Whether it happens in a container. */
    @JsonIgnore
    boolean needsContainer();

    /**
     * A signal to one process.
     *
     * @param signal its name without {@code SIG}
     * @param pid in the container's own process namespace
     */
    record SendSignal(String signal, int pid) implements Fault {

        public SendSignal {
            signal = Signal.of(signal).name();
            if (pid < 1) {
                throw new IllegalArgumentException("no process " + pid);
            }
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

    /**
     * Processes stopped for a while, and resumed.
     *
     * @param pids null for all that can be
     */
    record Suspend(int seconds, @Nullable List<Integer> pids) implements Fault {

        /** An hour: what hangs longer is no experiment but an outage. */
        public static final int LONGEST = 3600;

        public Suspend {
            pids = pids == null ? null : List.copyOf(pids);
            if (seconds < 1 || seconds > LONGEST) {
                throw new IllegalArgumentException("seconds must be 1 to " + LONGEST);
            }
        }

        Duration duration() {
            return Duration.ofSeconds(seconds);
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
