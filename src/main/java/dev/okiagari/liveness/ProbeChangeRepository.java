package dev.okiagari.liveness;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where changes of probes are kept. */
interface ProbeChangeRepository extends Repository<ProbeChangeRow, String> {

    ProbeChangeRow save(ProbeChangeRow row);

    Optional<ProbeChangeRow> findByIdAndClusterId(String id, String clusterId);

    List<ProbeChangeRow> findByClusterIdAndStateIn(String clusterId, List<String> states);

    /**
     * The next state, unless somebody else was quicker.
     *
     * @return how many were in the state before: one or none
     */
    @Modifying
    @Query(
            """
            update ProbeChangeRow row set row.state = :to, row.document = :document
            where row.id = :id and row.state = :from
            """)
    int become(String id, String from, String to, String document);

    /** An id is made of its time, so its order is that of time. */
    @Query(
            """
            select row from ProbeChangeRow row
            where row.clusterId = :clusterId and row.id < :before
              and row.state <> 'rehearsed'
              and row.namespace like :namespace and row.workloadName like :workload
            order by row.id desc
            """)
    List<ProbeChangeRow> newest(
            String clusterId, String before, String namespace, String workload, Limit limit);

    /** What was shown of a probe and not applied, the newest first. */
    @Query(
            """
            select row from ProbeChangeRow row
            where row.clusterId = :clusterId and row.state = 'rehearsed'
              and row.namespace = :namespace and row.workloadKind = :kind
              and row.workloadName = :name and row.container = :container and row.probe = :probe
            order by row.id desc
            """)
    List<ProbeChangeRow> shown(
            String clusterId,
            String namespace,
            String kind,
            String name,
            String container,
            String probe,
            Limit limit);

    @Modifying
    @Query("delete from ProbeChangeRow row where row.state = 'rehearsed' and row.requestedAt < :at")
    int forgetRehearsedBefore(Instant at);
}
