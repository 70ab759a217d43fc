package dev.okiagari.practice.store;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of objects that the cluster keeps. */
public enum Kind {
    NAMESPACE("", "v1", "namespaces", "Namespace", false, "ns"),
    NODE("", "v1", "nodes", "Node", false, "no"),
    POD("", "v1", "pods", "Pod", true, "po"),
    EVENT("", "v1", "events", "Event", true, "ev"),
    SERVICE("", "v1", "services", "Service", true, "svc"),
    ENDPOINTS("", "v1", "endpoints", "Endpoints", true, "ep"),
    CONFIG_MAP("", "v1", "configmaps", "ConfigMap", true, "cm"),
    DEPLOYMENT("apps", "v1", "deployments", "Deployment", true, "deploy"),
    REPLICA_SET("apps", "v1", "replicasets", "ReplicaSet", true, "rs"),
    STATEFUL_SET("apps", "v1", "statefulsets", "StatefulSet", true, "sts"),
    DAEMON_SET("apps", "v1", "daemonsets", "DaemonSet", true, "ds"),
    JOB("batch", "v1", "jobs", "Job", true, ""),
    CRON_JOB("batch", "v1", "cronjobs", "CronJob", true, "cj"),
    DISRUPTION_BUDGET("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", true, "pdb"),
    LEASE("coordination.k8s.io", "v1", "leases", "Lease", true, "");

    private final String group;
    private final String version;
    private final String plural;
    private final String kind;
    private final boolean namespaced;
    private final String abbreviation;

    Kind(
            String group,
            String version,
            String plural,
            String kind,
            boolean namespaced,
            String abbreviation) {
        this.group = group;
        this.version = version;
        this.plural = plural;
        this.kind = kind;
        this.namespaced = namespaced;
        this.abbreviation = abbreviation;
    }

    public static Optional<Kind> of(String group, String version, String plural) {
        return Arrays.stream(values())
                .filter(kind -> kind.group.equals(group))
                .filter(kind -> kind.version.equals(version) && kind.plural.equals(plural))
                .findFirst();
    }

    public static Optional<Kind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.kind.equals(name)).findFirst();
    }

    public String group() {
        return group;
    }

    public String plural() {
        return plural;
    }

    public String kind() {
        return kind;
    }

    /** Whether changes of its spec are counted. */
    public boolean hasGeneration() {
        return switch (this) {
            case POD, DEPLOYMENT, REPLICA_SET, STATEFUL_SET, DAEMON_SET, DISRUPTION_BUDGET -> true;
            default -> false;
        };
    }

    public boolean namespaced() {
        return namespaced;
    }

    public List<String> abbreviations() {
        return abbreviation.isEmpty() ? List.of() : List.of(abbreviation);
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** As messages name it: {@code pods}, {@code deployments.apps}. */
    public String qualified() {
        return group.isEmpty() ? plural : plural + "." + group;
    }
}
