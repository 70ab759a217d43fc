package dev.okiagari.history;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** Reads {@link ReplacementRow}s. */
interface ReplacementRows
        extends Repository<ReplacementRow, Long>, JpaSpecificationExecutor<ReplacementRow> {

    List<ReplacementRow> findAllByIdInOrderById(Collection<Long> ids);
}
