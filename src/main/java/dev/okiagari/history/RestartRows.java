package dev.okiagari.history;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** Reads {@link RestartRow}s. */
interface RestartRows extends Repository<RestartRow, Long>, JpaSpecificationExecutor<RestartRow> {

    List<RestartRow> findAllByIdInOrderById(Collection<Long> ids);
}
