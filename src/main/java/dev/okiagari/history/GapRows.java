package dev.okiagari.history;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** Reads {@link GapRow}s. */
interface GapRows extends Repository<GapRow, Long>, JpaSpecificationExecutor<GapRow> {

    List<GapRow> findAllByIdInOrderById(Collection<Long> ids);
}
