package dev.okiagari.replica;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the terms in PostgreSQL: one row a cluster. */
@Component
class SqlTerms implements Terms {

    /** Who stands still in the middle of a write must not hold the row for long. */
    private static final String STILL = "5000";

    private final JdbcClient jdbc;

    SqlTerms(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public long begin(String clusterId, String holder) {
        return jdbc.sql(
                        """
                        insert into replica_term (cluster_id, term, holder)
                        values (:cluster, 1, :holder)
                        on conflict (cluster_id) do update
                        set term = replica_term.term + 1, holder = excluded.holder
                        returning term
                        """)
                .param("cluster", clusterId)
                .param("holder", holder)
                .query(Long.class)
                .single();
    }

    @Override
    public boolean hold(String clusterId, long term) {
        return jdbc.sql(
                        """
                        select set_config('idle_in_transaction_session_timeout', :still, true)
                        from replica_term where cluster_id = :cluster and term = :term for share
                        """)
                .param("still", STILL)
                .param("cluster", clusterId)
                .param("term", term)
                .query((_, _) -> true)
                .optional()
                .isPresent();
    }
}
