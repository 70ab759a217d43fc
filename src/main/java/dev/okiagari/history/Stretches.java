package dev.okiagari.history;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/**
 * In which stretch of a range an instant lies, as SQL. What both databases understand alike is
 * arithmetic of decimals in each, and takes most of the time of a sum over 100,000 restarts: so
 * each is asked in its own words.
 */
@Component
class Stretches {

    /** In H2's words the seconds that began in between, in PostgreSQL's a double. */
    private static final String H2 =
            "datediff('SECOND', cast(:from as timestamp with time zone), %s) / cast(:width as bigint)";

    private static final String POSTGRESQL =
            "cast(floor((date_part('epoch', %s) - cast(:begin as bigint)) / cast(:width as bigint))"
                    + " as bigint)";

    private final DataSource source;
    private volatile @Nullable Boolean postgresql;

    Stretches(DataSource source) {
        this.source = source;
    }

    /**
     * A number from 0 on.
     *
     * @param column an instant that is not before the range; the parameters are those of {@link
     *     TimelineQuery#parameters}
     */
    String of(String column) {
        return (isPostgresql() ? POSTGRESQL : H2).formatted(column);
    }

    /**
     * Places and how often each comes.
     *
     * @param places a query of lane, stretch, cause and 1
     * @return a query of lane, stretch, cause and a number, in which a place may come again: H2
     *     takes longer to add rows up than to hand them out
     */
    String counted(String places) {
        return isPostgresql()
                ? "select lane, stretch, cause, count(*) as restarts from (%s) s group by 1, 2, 3"
                        .formatted(places)
                : places;
    }

    /** Asked for once: it takes a connection. */
    private boolean isPostgresql() {
        Boolean known = postgresql;
        if (known == null) {
            known = product().equals("PostgreSQL");
            postgresql = known;
        }
        return known;
    }

    private String product() {
        try {
            return JdbcUtils.extractDatabaseMetaData(
                    source, metadata -> metadata.getDatabaseProductName());
        } catch (MetaDataAccessException away) {
            throw new org.springframework.dao.DataAccessResourceFailureException(
                    "the database does not say which it is", away);
        }
    }
}
