package dev.okiagari.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kind of row that the ledger writes, in the order in which they need one another. */
enum Sheet {
    POD(LedgerSql.POD, null),
    RUN(LedgerSql.RUN, null),
    CONTAINER(LedgerSql.CONTAINER, null),
    RESTART(LedgerSql.RESTART, LedgerSql.RESTART_ID),
    RESTART_READY(LedgerSql.RESTART_READY, LedgerSql.RESTART_ID),
    REPLACEMENT(LedgerSql.REPLACEMENT, LedgerSql.REPLACEMENT_ID),
    SUCCESSOR_READY(LedgerSql.SUCCESSOR_READY, LedgerSql.SUCCESSOR_ID),
    GAP(LedgerSql.GAP, LedgerSql.GAP_ID),
    COUNT(LedgerSql.COUNT, null),
    PROBE_FAILURE(LedgerSql.PROBE_FAILURE, LedgerSql.PROBE_FAILURE_ID),
    METERED(MeterSql.METERED, null),
    PROBE_TOTAL(MeterSql.TOTAL, null),
    PROBE_NODE(MeterSql.NODE, null),
    RECONCILED(MeterSql.RECONCILED, LedgerSql.PROBE_FAILURE_ID);

    final String sql;

    /** Finds the id of a row that was written; null where nobody is told of it. */
    final @Nullable String idSql;

    Sheet(String sql, @Nullable String idSql) {
        this.sql = sql;
        this.idSql = idSql;
    }

    /** Adds a row's id to what is told of afterwards. */
    void tell(Changes changes, List<Long> ids) {
        switch (this) {
            case RESTART, RESTART_READY -> changes.restarts.addAll(ids);
            case REPLACEMENT, SUCCESSOR_READY -> changes.replacements.addAll(ids);
            case GAP -> changes.gaps.addAll(ids);
            case PROBE_FAILURE, RECONCILED -> changes.probeFailures.addAll(ids);
            case POD, RUN, CONTAINER, COUNT, METERED, PROBE_TOTAL, PROBE_NODE -> {}
        }
    }
}
