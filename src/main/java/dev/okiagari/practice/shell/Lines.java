package dev.okiagari.practice.shell;

import java.util.function.Consumer;

/** Cuts what is written into whole lines. */
final class Lines implements Consumer<String> {

    private final Consumer<String> line;
    private final StringBuilder rest = new StringBuilder();

    Lines(Consumer<String> line) {
        this.line = line;
    }

    @Override
    public synchronized void accept(String text) {
        rest.append(text);
        for (int end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n")) {
            line.accept(rest.substring(0, end));
            rest.delete(0, end + 1);
        }
    }
}
