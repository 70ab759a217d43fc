package dev.okiagari.practice.machine;

/**
 * How a container's main process ended.
 *
 * @param outOfMemory whether the kernel killed it for want of memory
 */
public record Ended(int code, boolean outOfMemory) {}
