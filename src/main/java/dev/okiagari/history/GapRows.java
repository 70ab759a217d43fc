package dev.okiagari.history;

import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;
import java.util.List;
import java.util.Collection;

/** Reads {@link GapRow}s. */
interface GapRows extends Repository<GapRow, Long>, JpaSpecificationExecutor<GapRow> {

    List<GapRow> findAllByIdInOrderById(Collection<Long> ids);
}
