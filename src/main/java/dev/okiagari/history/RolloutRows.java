package dev.okiagari.history;

import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** Reads {@link RolloutRow}s. */
interface RolloutRows extends Repository<RolloutRow, Long>, JpaSpecificationExecutor<RolloutRow> {}
