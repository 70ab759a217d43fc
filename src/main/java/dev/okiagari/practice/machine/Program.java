package dev.okiagari.practice.machine;

/** What an image runs as PID 1. */
@FunctionalInterface
public interface Program {

    void start(Machine machine);
}
