package dev.okiagari.cluster;

/**
 * Somebody has had the processes of a container read. Published on the thread that read them, for
 * who wants to remember what they said; it is no {@link ClusterEvent}, for nothing happened.
 *
 * @param pod as it was known when they were read
 */
public record ProcessesRead(PodSnapshot pod, String container, ProcessTable table) {}
