package dev.okiagari.practice.shell;

import java.util.function.Consumer;

/** The three streams of a process. */
record Io(Input in, Consumer<String> out, Consumer<String> err) {

    static final Consumer<String> NOWHERE = text -> {};

    Io reading(Input from) {
        return new Io(from, out, err);
    }

    Io writing(Consumer<String> to) {
        return new Io(in, to, err);
    }

    Io complaining(Consumer<String> to) {
        return new Io(in, out, to);
    }
}
