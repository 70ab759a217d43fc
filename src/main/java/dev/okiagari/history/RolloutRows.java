package dev.okiagari.history;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** Reads {@link RolloutRow}s. */
interface RolloutRows extends Repository<RolloutRow, Long>, JpaSpecificationExecutor<RolloutRow> {

    List<RolloutRow> findAllByIdInOrderByHappenedAtAscIdAsc(Collection<Long> ids);
}
