package dev.okiagari.experiment;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where experiments are kept. */
interface ExperimentRepository extends Repository<ExperimentRow, String> {

    ExperimentRow save(ExperimentRow row);

    Optional<ExperimentRow> findByIdAndClusterId(String id, String clusterId);

    List<ExperimentRow> findByClusterIdAndStateIn(String clusterId, List<String> states);

    List<ExperimentRow> findByClusterIdAndParentOrderById(String clusterId, String parent);

    /** Those that do not belong to one replica. */
    @Query(
            """
            select row from ExperimentRow row
            where row.clusterId = :clusterId and row.state in :states
              and (row.owner is null or row.owner <> :replica)
            """)
    List<ExperimentRow> elsewhere(String clusterId, List<String> states, String replica);

    /** Found where it belongs to that replica, and then nobody takes it up meanwhile. */
    @Query(
            nativeQuery = true,
            value = "select id from experiment where id = :id and owner = :replica for update")
    Optional<String> hold(String id, String replica);

    /**
     * Makes it that replica's, unless it belongs to one that is on the roll.
     *
     * @return how many are its now: one or none
     */
    @Modifying
    @Query(
            nativeQuery = true,
            value =
                    """
                    update experiment set owner = :replica where id = :id and (
                      owner is null or owner = :replica
                      or not exists (select 1 from replica r where r.id = experiment.owner))
                    """)
    int claim(String id, String replica);

    @Query(
            """
            select new dev.okiagari.experiment.RunRow(
                row.parent, row.id, row.outcome, row.recoverySeconds)
            from ExperimentRow row
            where row.clusterId = :clusterId and row.parent in :parents
            order by row.id
            """)
    List<RunRow> runs(String clusterId, Collection<String> parents);

    @Query(
            """
            select row from ExperimentRow row
            where row.clusterId = :clusterId and row.parent = :parent and row.id < :before
              and row.namespace like :namespace and row.workloadName like :workload
              and row.pod like :pod
            order by row.id desc
            """)
    List<ExperimentRow> newestRuns(
            String clusterId,
            String parent,
            String before,
            String namespace,
            String workload,
            String pod,
            Limit limit);

    /** An id is made of its time, so its order is that of time. */
    @Query(
            """
            select row from ExperimentRow row
            where row.clusterId = :clusterId and row.parent is null and row.id < :before
              and row.namespace like :namespace and row.workloadName like :workload
              and row.pod like :pod
            order by row.id desc
            """)
    List<ExperimentRow> newest(
            String clusterId,
            String before,
            String namespace,
            String workload,
            String pod,
            Limit limit);

    /** Without those that are only the parent of others. */
    @Query(
            """
            select new dev.okiagari.experiment.ExperimentMark(
                row.id, row.requestedAt, row.namespace, row.workloadKind, row.workloadName,
                row.pod, row.container, row.fault, row.outcome, row.recoverySeconds)
            from ExperimentRow row
            where row.clusterId = :clusterId and row.id >= :first and row.id < :after
              and not exists (
                select run.id from ExperimentRow run
                where run.clusterId = row.clusterId and run.parent = row.id)
            order by row.clusterId, row.id desc
            """)
    List<ExperimentMark> marks(String clusterId, String first, String after, Limit limit);

    /** Of one workload, those after which it was to come back. */
    @Query(
            """
            select new dev.okiagari.experiment.ExperimentMark(
                row.id, row.requestedAt, row.namespace, row.workloadKind, row.workloadName,
                row.pod, row.container, row.fault, row.outcome, row.recoverySeconds)
            from ExperimentRow row
            where row.clusterId = :clusterId and row.namespace = :namespace
              and row.workloadKind = :kind and row.workloadName = :name
              and row.id >= :first and row.id < :after
              and row.outcome in ('restarted', 'replaced', 'not-recovered')
              and not exists (
                select run.id from ExperimentRow run
                where run.clusterId = row.clusterId and run.parent = row.id)
            order by row.id desc
            """)
    List<ExperimentMark> returns(
            String clusterId,
            String namespace,
            String kind,
            String name,
            String first,
            String after,
            Limit limit);

    @Query(
            """
            select row.recoverySeconds from ExperimentRow row
            where row.clusterId = :clusterId and row.namespace = :namespace
              and row.workloadKind = :kind and row.workloadName = :name and row.fault = :fault
              and row.outcome in ('restarted', 'replaced') and row.recoverySeconds is not null
            order by row.id desc
            """)
    List<Double> recoveries(
            String clusterId,
            String namespace,
            String kind,
            String name,
            String fault,
            Limit limit);
}
