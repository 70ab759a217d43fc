package dev.okiagari.history;

import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;
import java.util.List;
import java.util.Collection;

/** Reads {@link ReplacementRow}s. */
interface ReplacementRows extends Repository<ReplacementRow, Long>, JpaSpecificationExecutor<ReplacementRow> {

    List<ReplacementRow> findAllByIdInOrderById(Collection<Long> ids);
}
