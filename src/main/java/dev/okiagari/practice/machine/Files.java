package dev.okiagari.practice.machine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a container's processes have written, which is gone with the container. */
public final class Files {

    private final Map<String, String> written = new TreeMap<>();

    /** Whether a file can be there at all. */
    public static boolean writable(String path) {
        return path.startsWith("/") && !path.startsWith("/proc/") && !path.startsWith("/sys/");
    }

    public synchronized void truncate(String path) {
        written.put(path, "");
    }

    public synchronized void append(String path, String text) {
        String _ = written.merge(path, text, String::concat);
    }

    synchronized Optional<String> read(String path) {
        return Optional.ofNullable(written.get(path));
    }

    synchronized List<String> paths() {
        return List.copyOf(written.keySet());
    }
}
