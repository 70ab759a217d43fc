package dev.okiagari.practice.machine;

/** What an image brings along to run. */
@FunctionalInterface
public interface Program {

    /** Goes on in a process that is there already, until that ends. */
    void start(Machine machine, Proc proc);
}
