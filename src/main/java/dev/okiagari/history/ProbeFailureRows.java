package dev.okiagari.history;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** Reads {@link ProbeFailureRow}s. */
interface ProbeFailureRows
        extends Repository<ProbeFailureRow, Long>, JpaSpecificationExecutor<ProbeFailureRow> {

    List<ProbeFailureRow> findAllByIdInOrderById(Collection<Long> ids);
}
