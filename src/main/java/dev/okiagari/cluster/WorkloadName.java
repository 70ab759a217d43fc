package dev.okiagari.cluster;

import org.jspecify.annotations.Nullable;

/**
 * A workload as a filter names it.
 *
 * @param kind null for any
 */
public record WorkloadName(@Nullable String kind, String name) {

    /**
     * Reads what somebody wrote.
     *
     * @param text {@code Kind/name}, or a name of any kind
     */
    public static WorkloadName of(String text) {
        int slash = text.indexOf('/');
        return new WorkloadName(
                slash < 0 ? null : text.substring(0, slash), text.substring(slash + 1));
    }

    public boolean isOf(WorkloadRef workload) {
        return (kind == null || kind.equals(workload.kind())) && name.equals(workload.name());
    }
}
