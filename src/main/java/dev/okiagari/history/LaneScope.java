package dev.okiagari.history;

import dev.okiagari.cluster.WorkloadName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a cluster that an index leads to.
 *
 * @param conditions columns and what they equal
 * @param order what rows within it are ordered by, from its index's first column on: H2 takes an
 *     index for an order only so
 */
record LaneScope(Map<String, String> conditions, String order) {

    private static final String NEWEST = "happened_at desc, id desc";

    static LaneScope all() {
        return new LaneScope(Map.of(), "cluster_id, " + NEWEST);
    }

    static LaneScope namespace(String namespace) {
        return new LaneScope(Map.of("namespace", namespace), "cluster_id, namespace, " + NEWEST);
    }

    static LaneScope workload(String namespace, WorkloadName meant) {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("namespace", namespace);
        conditions.put("workload", meant.name());
        if (meant.kind() != null) {
            conditions.put("kind", meant.kind());
        }
        return new LaneScope(conditions, "cluster_id, namespace, workload, " + NEWEST);
    }

    static LaneScope pod(String uid) {
        return new LaneScope(
                Map.of("pod_uid", uid), "cluster_id, pod_uid, container, happened_at, cause");
    }

    /** As the end of a where clause. */
    String and() {
        List<String> all = new ArrayList<>();
        conditions.keySet().forEach(column -> all.add(" and " + column + " = :" + column));
        return String.join("", all);
    }
}
