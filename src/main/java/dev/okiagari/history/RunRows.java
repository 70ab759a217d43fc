package dev.okiagari.history;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** Reads {@link RunRow}s. */
interface RunRows extends Repository<RunRow, Long>, JpaSpecificationExecutor<RunRow> {

    Optional<RunRow> findFirstByClusterIdAndPodUidAndContainerAndContainerIdOrderByIdDesc(
            String clusterId, String podUid, String container, String containerId);
}
