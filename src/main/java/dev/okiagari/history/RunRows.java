package dev.okiagari.history;

import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** Reads {@link RunRow}s. */
interface RunRows extends Repository<RunRow, Long>, JpaSpecificationExecutor<RunRow> {}
