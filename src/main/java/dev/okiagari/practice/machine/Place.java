package dev.okiagari.practice.machine;

/**
 * Where a container runs: in which process namespace, in which control group, and as whom.
 *
 * @param memoryMebibytes how much memory it may use; 0 where nobody has said
 * @param hostCgroups whether it sees the node's control groups whole, as privileged ones do
 */
public record Place(
        PidSpace space,
        Cgroup cgroup,
        boolean hostCgroups,
        Privileges privileges,
        int memoryMebibytes) {}
