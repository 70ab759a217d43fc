package dev.okiagari.cluster;

/** One container of one pod. */
public record ContainerRef(PodRef pod, String name) {}
