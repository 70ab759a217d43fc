package dev.okiagari.history;

import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** Reads {@link DiscardedProbeRow}s. */
interface DiscardedProbeRows
        extends Repository<DiscardedProbeRow, Long>, JpaSpecificationExecutor<DiscardedProbeRow> {}
