package dev.okiagari.replica;

import java.util.HashMap;
import java.util.Map;

/** Offices of replicas that share a database which is only thought of. */
public final class Offices {

    private final Map<String, Long> numbers = new HashMap<>();
    private int replicas;

    private final Terms terms =
            new Terms() {
                @Override
                public long begin(String clusterId, String holder) {
                    return numbers.merge(clusterId, 1L, Long::sum);
                }

                @Override
                public boolean hold(String clusterId, long term) {
                    return numbers.get(clusterId) == term;
                }
            };

    /** That of another replica, which follows. */
    public Office next() {
        return new Office(new Replica("replica-" + replicas++), terms);
    }

    public static void elect(Office office) {
        office.elect();
    }

    public static void dismiss(Office office) {
        office.dismiss();
    }
}
