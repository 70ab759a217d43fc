package dev.okiagari.history;

import dev.okiagari.database.Portable;
import dev.okiagari.database.PortableTable;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What of the history goes into a file. How far it was seen comes first: a run that is recorded
 * while the file is written is then found again by the next start, and does not pass for known.
 */
@Component
@Order(0)
class KeptTables implements Portable {

    @Override
    public List<PortableTable> tables() {
        return List.of(
                PortableTable.of("observed", "history_observed"),
                PortableTable.of("pod", "history_pod", "pod_uid"),
                PortableTable.of("container", "history_container", "pod_uid", "container"),
                PortableTable.of("event-count", "history_event_count", "event_key"),
                PortableTable.of(
                        "run", "history_run", "pod_uid", "container", "life", "restart_count"),
                PortableTable.of(
                        "restart",
                        "history_restart",
                        "pod_uid",
                        "container",
                        "life",
                        "restart_count"),
                PortableTable.of(
                        "rollout",
                        "history_rollout",
                        "namespace",
                        "kind",
                        "workload",
                        "revision",
                        "happened_at"),
                PortableTable.of("replacement", "history_replacement", "ended_pod_uid"),
                PortableTable.of(
                        "probe-failure",
                        "history_probe_failure",
                        "event_key",
                        "series_at",
                        "total"),
                PortableTable.of("probe-node", "history_probe_node", "node"),
                PortableTable.of(
                        "probe-total", "history_probe_total", "pod_uid", "container", "probe"),
                PortableTable.of("gap", "history_gap", "natural_key"),
                PortableTable.of(
                        "claim",
                        "history_claim",
                        "experiment_id",
                        "pod_uid",
                        "container",
                        "container_id"));
    }
}
