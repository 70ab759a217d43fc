package dev.okiagari.history;

import dev.okiagari.cluster.KubeEvent;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A controller says that it deleted one of its pods, by name: for a new revision, or because it is
 * to have fewer. Nobody else does.
 *
 * @param owners the workloads that the pod may be of
 */
record ControllerDeletion(List<WorkloadRef> owners, String pod, Instant at) {

    private static final Pattern DELETED = Pattern.compile("Deleted pod: (\\S{1,253})");
    private static final Pattern OF_SET =
            Pattern.compile("delete Pod (\\S{1,253}) in StatefulSet \\S+ successful");

    static Optional<ControllerDeletion> of(KubeEvent event) {
        if (!event.reason().equals("SuccessfulDelete")) {
            return Optional.empty();
        }
        Matcher told =
                (event.involvedKind().equals("StatefulSet") ? OF_SET : DELETED)
                        .matcher(event.message());
        return told.matches()
                ? Optional.of(new ControllerDeletion(owners(event), told.group(1), event.lastAt()))
                : Optional.empty();
    }

    private static List<WorkloadRef> owners(KubeEvent event) {
        List<WorkloadRef> owners = new ArrayList<>();
        String name = event.involvedName();
        owners.add(new WorkloadRef(event.namespace(), event.involvedKind(), name));
        int dash = name.lastIndexOf('-');
        if (dash > 0) {
            String above = name.substring(0, dash);
            for (String kind : above(event.involvedKind())) {
                owners.add(new WorkloadRef(event.namespace(), kind, above));
            }
        }
        return owners;
    }

    private static List<String> above(String kind) {
        return switch (kind) {
            case "ReplicaSet" -> List.of("Deployment", "Rollout");
            case "ReplicationController" -> List.of("DeploymentConfig");
            default -> List.of();
        };
    }
}
