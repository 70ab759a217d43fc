package dev.okiagari.practice.node;

/** What a container is to its pod. */
enum Role {
    REGULAR("containers", "containerStatuses"),
    INIT("initContainers", "initContainerStatuses"),
    SIDECAR("initContainers", "initContainerStatuses"),
    EPHEMERAL("ephemeralContainers", "ephemeralContainerStatuses");

    private final String list;
    private final String statuses;

    Role(String list, String statuses) {
        this.list = list;
        this.statuses = statuses;
    }

    /** The list in a pod's spec that it stands in. */
    String list() {
        return list;
    }

    String statuses() {
        return statuses;
    }
}
