package dev.okiagari.practice.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a container has written, and who reads it while it writes more. */
final class Log {

    private final List<String> lines = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();
    private boolean over;

    void add(String line) {
        lines.add(line);
        readers.forEach(reader -> reader.line.accept(line));
    }

    String text() {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /** The last lines that are there, then each that comes; returns what ends the reading. */
    Runnable follow(long last, Consumer<String> line, Runnable end) {
        lines.stream().skip(Math.max(0, lines.size() - last)).forEach(line);
        Reader reader = new Reader(line, end);
        if (over) {
            end.run();
        } else {
            readers.add(reader);
        }
        return () -> readers.remove(reader);
    }

    void close() {
        over = true;
        List.copyOf(readers).forEach(reader -> reader.end.run());
        readers.clear();
    }

    private record Reader(Consumer<String> line, Runnable end) {}
}
