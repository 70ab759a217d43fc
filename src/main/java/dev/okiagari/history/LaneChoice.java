package dev.okiagari.history;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.WorkloadName;
import dev.okiagari.cluster.WorkloadRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which containers a timeline shows. However many restarts are kept, the newest of the range are
 * looked at, and no more.
 */
@Component
class LaneChoice {

    /** How many restarts of a range are looked at. */
    static final int LOOKED_AT = 10_000;

    /** Where there are more, so many containers' restarts are counted in time. */
    static final int DENSE_LANES = 100;

    private static final int FAILURES_LOOKED_AT = 2000;
    private static final int PODS_OF_A_NAME = 100;

    private static final Comparator<Chosen> IN_ORDER =
            Comparator.comparing(Chosen::isTroubled, Comparator.reverseOrder())
                    .thenComparing(lane -> lane.workload().namespace())
                    .thenComparing(lane -> lane.workload().name())
                    .thenComparing(lane -> lane.workload().kind())
                    .thenComparing(lane -> lane.container().pod().name())
                    .thenComparing(lane -> lane.container().pod().uid())
                    .thenComparing(lane -> lane.container().name());

    private final JdbcClient jdbc;

    LaneChoice(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The lanes, in order.
     *
     * @param more whether there are others
     * @param dense whether there are more restarts than were looked at: no lane's count is known
     */
    record Lanes(List<Chosen> lanes, boolean more, boolean dense) {}

    /** A lane, and how many of its restarts were among those looked at. */
    record Chosen(WorkloadRef workload, ContainerRef container, int restarts, boolean failed) {

        boolean isTroubled() {
            return restarts > 0 || failed;
        }

        LaneKey key() {
            return LaneKey.of(container);
        }
    }

    Lanes choose(String clusterId, TimelineQuery query) {
        List<LaneScope> scopes = scopes(clusterId, query);
        Map<LaneKey, Chosen> found = new LinkedHashMap<>();
        boolean dense = false;
        for (LaneScope scope : scopes) {
            List<Chosen> restarted = restarted(clusterId, query, scope);
            dense |= restarted.stream().mapToInt(Chosen::restarts).sum() > LOOKED_AT;
            restarted.forEach(lane -> found.putIfAbsent(lane.key(), lane));
        }
        for (LaneScope scope : scopes) {
            failed(clusterId, query, scope).forEach(lane -> found.putIfAbsent(lane.key(), lane));
        }
        int most = dense ? Math.min(query.lanes(), DENSE_LANES) : query.lanes();
        if (found.size() <= most) {
            for (LaneScope scope : scopes) {
                calm(clusterId, query, scope, most + 1)
                        .forEach(lane -> found.putIfAbsent(lane.key(), lane));
            }
        }
        List<Chosen> shown = found.values().stream().limit(most).sorted(IN_ORDER).toList();
        return new Lanes(shown, found.size() > most, dense);
    }

    private List<LaneScope> scopes(String clusterId, TimelineQuery query) {
        String namespace = query.namespace();
        String workload = query.workload();
        if (query.pod() != null) {
            return pods(clusterId, query);
        }
        if (workload != null) {
            WorkloadName meant = WorkloadName.of(workload);
            return namespace == null
                    ? namespaces(clusterId, meant.name()).stream()
                            .map(of -> LaneScope.workload(of, meant))
                            .toList()
                    : List.of(LaneScope.workload(namespace, meant));
        }
        return List.of(namespace == null ? LaneScope.all() : LaneScope.namespace(namespace));
    }

    private List<String> namespaces(String clusterId, String workload) {
        return jdbc.sql(
                        """
                        select distinct namespace from history_pod
                        where cluster_id = :cluster and workload = :workload
                        order by namespace
                        fetch first 100 rows only
                        """)
                .param("cluster", clusterId)
                .param("workload", workload)
                .query((row, index) -> row.getString(1))
                .list();
    }

    private List<LaneScope> pods(String clusterId, TimelineQuery query) {
        return jdbc
                .sql(
                        """
                        select namespace, kind, workload, pod_uid from history_pod
                        where cluster_id = :cluster and pod = :pod and created_at < :to
                        order by created_at desc
                        """)
                .param("cluster", clusterId)
                .param("pod", query.pod())
                .param("to", Ledger.time(query.to()))
                .query((row, index) -> fits(row, query) ? row.getString("pod_uid") : null)
                .list()
                .stream()
                .filter(Objects::nonNull)
                .limit(PODS_OF_A_NAME)
                .map(LaneScope::pod)
                .toList();
    }

    private static boolean fits(ResultSet pod, TimelineQuery query) throws SQLException {
        WorkloadRef owner =
                new WorkloadRef(
                        pod.getString("namespace"),
                        pod.getString("kind"),
                        pod.getString("workload"));
        return (query.namespace() == null || query.namespace().equals(owner.namespace()))
                && (query.workload() == null || WorkloadName.of(query.workload()).isOf(owner));
    }

    private List<Chosen> restarted(String clusterId, TimelineQuery query, LaneScope scope) {
        return jdbc.sql(
                        """
                        select r.namespace, r.kind, r.workload, r.pod, r.pod_uid, r.container,
                          count(*) as restarts
                        from (select namespace, kind, workload, pod, pod_uid, container, happened_at
                          from history_restart
                          where cluster_id = :cluster and happened_at >= :from
                            and happened_at < :to%s
                          order by %s
                          fetch first :most rows only) r
                        group by r.namespace, r.kind, r.workload, r.pod, r.pod_uid, r.container
                        order by max(r.happened_at) desc, r.pod_uid, r.container
                        """
                                .formatted(scope.and(), scope.order()))
                .paramSource(parameters(clusterId, query, scope, LOOKED_AT + 1))
                .query((row, index) -> chosen(row, row.getInt("restarts"), false))
                .list();
    }

    /** Whose container the cluster did not name, or whose workload is not known, is no lane's. */
    private List<Chosen> failed(String clusterId, TimelineQuery query, LaneScope scope) {
        return jdbc.sql(
                        """
                        select f.namespace, f.kind, f.workload, f.pod, f.pod_uid, f.container
                        from (select namespace, kind, workload, pod, pod_uid, container, happened_at
                          from history_probe_failure
                          where cluster_id = :cluster and standing = 'counted'
                            and happened_at >= :from and from_at < :to%s
                          order by cluster_id, happened_at desc, id desc
                          fetch first :most rows only) f
                        where f.container is not null and f.workload is not null
                        group by f.namespace, f.kind, f.workload, f.pod, f.pod_uid, f.container
                        order by max(f.happened_at) desc, f.pod_uid, f.container
                        """
                                .formatted(scope.and()))
                .paramSource(parameters(clusterId, query, scope, FAILURES_LOOKED_AT))
                .query((row, index) -> chosen(row, 0, true))
                .list();
    }

    /** Of pods that were there meanwhile. */
    private List<Chosen> calm(String clusterId, TimelineQuery query, LaneScope scope, int most) {
        return jdbc.sql(
                        """
                        select p.namespace, p.kind, p.workload, p.pod, p.pod_uid, c.container
                        from (select cluster_id, namespace, kind, workload, pod, pod_uid
                          from history_pod
                          where cluster_id = :cluster and created_at < :to
                            and (gone = false or ended_at >= :from)%s
                          order by cluster_id, namespace, workload, pod
                          fetch first :most rows only) p
                        join history_container c
                          on c.cluster_id = p.cluster_id and c.pod_uid = p.pod_uid
                        order by p.namespace, p.workload, p.pod, p.pod_uid, c.container
                        """
                                .formatted(scope.and()))
                .paramSource(parameters(clusterId, query, scope, most))
                .query((row, index) -> chosen(row, 0, false))
                .list();
    }

    private static MapSqlParameterSource parameters(
            String clusterId, TimelineQuery query, LaneScope scope, int most) {
        return query.parameters(clusterId).addValues(scope.conditions()).addValue("most", most);
    }

    private static Chosen chosen(ResultSet row, int restarts, boolean failed) throws SQLException {
        String namespace = row.getString("namespace");
        PodRef pod = new PodRef(namespace, row.getString("pod"), row.getString("pod_uid"));
        return new Chosen(
                new WorkloadRef(namespace, row.getString("kind"), row.getString("workload")),
                new ContainerRef(pod, row.getString("container")),
                restarts,
                failed);
    }
}
