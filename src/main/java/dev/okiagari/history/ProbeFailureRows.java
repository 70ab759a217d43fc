package dev.okiagari.history;

import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;
import java.util.List;
import java.util.Collection;

/** Reads {@link ProbeFailureRow}s. */
interface ProbeFailureRows extends Repository<ProbeFailureRow, Long>, JpaSpecificationExecutor<ProbeFailureRow> {

    List<ProbeFailureRow> findAllByIdInOrderById(Collection<Long> ids);
}
