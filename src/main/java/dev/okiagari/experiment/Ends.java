package dev.okiagari.experiment;

import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.PodSnapshot;
import java.util.List;

/** What becomes of a container whose main process ends, by its restartPolicy and its owner. */
enum Ends {
    RESTARTS,
    RESTARTS_ON_FAILURE,
    STAYS_DOWN,
    /** A Job makes another pod for one that failed, up to its backoffLimit. */
    IS_TRIED_AGAIN;

    static Ends of(PodSnapshot pod, ContainerSnapshot container) {
        if (container.type() == ContainerType.SIDECAR) {
            return RESTARTS;
        }
        if (container.type() == ContainerType.EPHEMERAL) {
            return STAYS_DOWN;
        }
        return switch (pod.restartPolicy()) {
            case "Never" -> isOfJob(pod) ? IS_TRIED_AGAIN : STAYS_DOWN;
            case "OnFailure" -> RESTARTS_ON_FAILURE;
            default -> RESTARTS;
        };
    }

    private static boolean isOfJob(PodSnapshot pod) {
        return pod.workload().kind().equals("Job") || pod.workload().kind().equals("CronJob");
    }

    /** The likeliest first, when the exit code is the program's own affair. */
    List<Outcome> outcomes() {
        return switch (this) {
            case RESTARTS -> List.of(Outcome.RESTARTED, Outcome.NOT_RECOVERED);
            case RESTARTS_ON_FAILURE ->
                    List.of(Outcome.RESTARTED, Outcome.GONE, Outcome.NOT_RECOVERED);
            case STAYS_DOWN -> List.of(Outcome.GONE);
            case IS_TRIED_AGAIN -> List.of(Outcome.GONE, Outcome.REPLACED);
        };
    }

    /** The same when it certainly dies of a signal. */
    List<Outcome> outcomesOfFailure() {
        return switch (this) {
            case RESTARTS, RESTARTS_ON_FAILURE -> List.of(Outcome.RESTARTED, Outcome.NOT_RECOVERED);
            case STAYS_DOWN -> List.of(Outcome.GONE);
            case IS_TRIED_AGAIN -> List.of(Outcome.REPLACED, Outcome.GONE);
        };
    }

    boolean staysDown() {
        return this == STAYS_DOWN || this == IS_TRIED_AGAIN;
    }
}
