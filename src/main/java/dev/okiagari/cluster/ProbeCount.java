package dev.okiagari.cluster;

/**
 * How often a probe of a container has gone wrong, by the counters of the kubelet: they begin at 0
 * when the kubelet, or the pod, begins.
 *
 * @param failed what counts towards the probe's threshold
 * @param unknown what the kubelet could not decide, and discarded
 */
public record ProbeCount(String container, ProbeType probe, long failed, long unknown) {}
