package dev.okiagari.cluster;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that forget: of what is put in, the newest are kept. */
public final class Newest {

    private Newest() {}

    /**
     * An empty map, for one thread at a time.
     *
     * @param most how many it keeps; what was put in first goes first
     */
    public static <K, V> Map<K, V> of(int most) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
