package dev.okiagari.history;

/** What is kept by time, and may become too old or too much. */
enum Shelf {
    RUNS("history_run"),
    RESTARTS("history_restart"),
    REPLACEMENTS("history_replacement"),
    ROLLOUTS("history_rollout"),
    PROBE_FAILURES("history_probe_failure"),
    GAPS("history_gap");

    final String table;

    Shelf(String table) {
        this.table = table;
    }

    /** What the next look is compared with: a container's newest run, a rollout under way. */
    String needed() {
        return switch (this) {
            case RUNS ->
                    """
                    exists (select 1 from history_container c
                      where c.cluster_id = t.cluster_id and c.pod_uid = t.pod_uid
                        and c.container = t.container and c.life = t.life
                        and c.restart_count = t.restart_count)
                    """;
            case ROLLOUTS -> "t.to_at is null";
            case RESTARTS, REPLACEMENTS, PROBE_FAILURES, GAPS -> "1 = 0";
        };
    }
}
