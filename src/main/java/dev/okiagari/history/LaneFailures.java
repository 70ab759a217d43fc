package dev.okiagari.history;

import dev.okiagari.cluster.ProbeType;
import dev.okiagari.history.Timeline.Failures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The probe failures of lanes within a range: interval by interval, or where these are too many
 * summed up by stretch of time. Where the cluster did not say whose they are, they are the first
 * container's of their pod.
 */
@Component
class LaneFailures {

    /** How many intervals are told apart. */
    static final int MOST = 5000;

    private final JdbcClient jdbc;

    LaneFailures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By their beginning. */
    Map<LaneKey, List<Failures>> of(
            String clusterId, TimelineQuery query, Collection<LaneKey> lanes) {
        if (lanes.isEmpty()) {
            return Map.of();
        }
        MapSqlParameterSource parameters = query.parameters(clusterId);
        parameters.addValue("most", MOST + 1);
        LaneKey.bind(lanes, parameters);
        String joined = joined();
        Map<LaneKey, List<Failures>> each = read(each(joined), parameters);
        return each.values().stream().mapToInt(List::size).sum() <= MOST
                ? each
                : read(summed(joined), parameters);
    }

    private static String joined() {
        return """
        from %s join history_probe_failure f on f.cluster_id = :cluster
          and f.pod_uid = v.pod_uid and f.standing = 'counted' and f.happened_at >= :from and f.from_at < :to
          and (f.container = v.container or (f.container is null and v.is_first = 1))
        """
                .formatted(LaneKey.TABLE);
    }

    private static String each(String joined) {
        return """
        select v.pod_uid, v.container, f.probe, f.from_at, f.happened_at, f.failures,
          case when f.exact_count then 1 else 0 end as exact_one,
          substring(f.message from 1 for 300) as message
        %s fetch first :most rows only
        """
                .formatted(joined);
    }

    private static String summed(String joined) {
        return """
        select s.pod_uid, s.container, s.probe, min(s.from_at) as from_at,
          max(s.happened_at) as happened_at, sum(s.failures) as failures,
          min(s.exact_one) as exact_one, cast(null as varchar(300)) as message
        from (select v.pod_uid, v.container, f.probe, f.from_at, f.happened_at, f.failures,
            case when f.exact_count then 1 else 0 end as exact_one,
            cast(floor((extract(epoch from f.happened_at) - cast(:begin as bigint))
              / cast(:width as bigint)) as bigint) as stretch
          %s) s
        group by s.pod_uid, s.container, s.probe, s.stretch
        """
                .formatted(joined);
    }

    private Map<LaneKey, List<Failures>> read(String sql, MapSqlParameterSource parameters) {
        Map<LaneKey, List<Failures>> found = new HashMap<>();
        jdbc.sql(sql)
                .paramSource(parameters)
                .query(row -> {
                    found.computeIfAbsent(LaneKey.of(row), any -> new ArrayList<>())
                            .add(failures(row));
                });
        found.values().forEach(all -> all.sort(Comparator.comparing(Failures::from)));
        return found;
    }

    private static Failures failures(ResultSet row) throws SQLException {
        @Nullable String message = row.getString("message");
        return new Failures(
                ProbeType.valueOf(row.getString("probe").toUpperCase(Locale.ROOT)),
                Columns.some(row, "from_at"),
                Columns.some(row, "happened_at"),
                row.getInt("failures"),
                row.getInt("exact_one") == 1,
                message);
    }
}
