package dev.okiagari.proof;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Where proofs are kept. */
interface ProofRepository extends Repository<ProofRow, String> {

    ProofRow save(ProofRow row);

    Optional<ProofRow> findByIdAndClusterId(String id, String clusterId);

    List<ProofRow> findByClusterIdAndStateIn(String clusterId, List<String> states);

    List<ProofRow> findByClusterIdAndChangeIdOrderByIdDesc(String clusterId, String changeId);

    /**
     * The next state, unless somebody else was quicker, or it belongs to another replica.
     *
     * @param owner empty for none
     * @return how many were in the state before: one or none
     */
    @Modifying
    @Query(
            """
            update ProofRow row set row.state = :to, row.document = :document
            where row.id = :id and row.state = :from and coalesce(row.owner, '') = :owner
            """)
    int become(String id, String from, String to, String document, String owner);

    /** Those that do not belong to one replica. */
    @Query(
            """
            select row from ProofRow row
            where row.clusterId = :clusterId and row.state in :states
              and (row.owner is null or row.owner <> :replica)
            """)
    List<ProofRow> elsewhere(String clusterId, List<String> states, String replica);

    @Query("select count(row) from ProofRow row where row.id = :id and row.owner = :replica")
    int countOwned(String id, String replica);

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
                    update proof set owner = :replica where id = :id and (
                      owner is null or owner = :replica
                      or not exists (select 1 from replica r where r.id = proof.owner))
                    """)
    int claim(String id, String replica);

    /** An id is made of its time, so its order is that of time. */
    @Query(
            """
            select row from ProofRow row
            where row.clusterId = :clusterId and row.id < :before
              and row.namespace like :namespace and row.workloadName like :workload
            order by row.id desc
            """)
    List<ProofRow> newest(
            String clusterId, String before, String namespace, String workload, Limit limit);
}
