package dev.okiagari.history;

import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;
import java.util.List;
import java.util.Collection;

/** Reads {@link RestartRow}s. */
interface RestartRows extends Repository<RestartRow, Long>, JpaSpecificationExecutor<RestartRow> {

    List<RestartRow> findAllByIdInOrderById(Collection<Long> ids);
}
