package dev.okiagari.history;

import dev.okiagari.history.Timeline.Sum;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The restarts of lanes summed up by the database, by stretch of time and shown cause. */
@Component
class LaneSums {

    private final JdbcClient jdbc;

    LaneSums(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where in a lane a sum belongs. */
    private record Place(LaneKey lane, long stretch, RestartCause cause) {

        static Place of(ResultSet row) throws SQLException {
            return new Place(
                    LaneKey.of(row),
                    row.getLong("stretch"),
                    RestartCause.of(row.getString("cause")).orElse(RestartCause.UNKNOWN));
        }

        Place injected() {
            return new Place(lane, stretch, RestartCause.INJECTED);
        }
    }

    /** The oldest first; a lane without any is not among them. */
    Map<LaneKey, List<Sum>> of(String clusterId, TimelineQuery query, Collection<LaneKey> lanes) {
        Map<LaneKey, List<Sum>> sums = new HashMap<>();
        if (lanes.isEmpty()) {
            return sums;
        }
        counts(clusterId, query, lanes)
                .forEach((place, count) -> {
                    if (count > 0) {
                        sums.computeIfAbsent(place.lane(), any -> new ArrayList<>())
                                .add(sum(query, place, count));
                    }
                });
        sums.values().forEach(all -> all.sort(Comparator.comparing(Sum::from)));
        return sums;
    }

    private Map<Place, Integer> counts(
            String clusterId, TimelineQuery query, Collection<LaneKey> lanes) {
        MapSqlParameterSource parameters = query.parameters(clusterId);
        LaneKey.bind(lanes, parameters);
        String table = LaneKey.table(lanes);
        Map<Place, Integer> counts = new HashMap<>();
        jdbc.sql(natural(table))
                .paramSource(parameters)
                .query(row -> {
                    if (row.getString("cause") != null) {
                        counts.merge(Place.of(row), row.getInt("restarts"), Integer::sum);
                    }
                });
        jdbc.sql(claimed(table))
                .paramSource(parameters)
                .query(row -> {
                    Place natural = Place.of(row);
                    counts.merge(natural, -1, Integer::sum);
                    counts.merge(natural.injected(), 1, Integer::sum);
                });
        return counts;
    }

    private static String natural(String table) {
        return """
        select s.pod_uid, s.container, s.cause, s.stretch, count(*) as restarts
        from (select r.pod_uid, r.container, r.cause,
            cast(floor((extract(epoch from r.happened_at) - cast(:begin as bigint))
              / cast(:width as bigint)) as bigint) as stretch
          from %s left join history_restart r on r.cluster_id = :cluster and r.pod_uid = v.pod_uid
            and r.container = v.container and r.happened_at >= :from and r.happened_at < :to) s
        group by s.pod_uid, s.container, s.cause, s.stretch
        """
                .formatted(table);
    }

    /** Those that an experiment has done: few, and their natural cause is not what is shown. */
    private static String claimed(String table) {
        return """
        select distinct r.id, r.pod_uid, r.container, r.cause,
          cast(floor((extract(epoch from r.happened_at) - cast(:begin as bigint))
            / cast(:width as bigint)) as bigint) as stretch
        from %s join history_claim c on c.cluster_id = :cluster and c.pod_uid = v.pod_uid
          and c.container = v.container and c.confirmed = 1
        join history_restart r on r.cluster_id = c.cluster_id and r.pod_uid = c.pod_uid
          and r.container = c.container and r.ended_container_id = c.container_id
          and r.happened_at >= :from and r.happened_at < :to
        """
                .formatted(table);
    }

    private static Sum sum(TimelineQuery query, Place place, int count) {
        long width = query.bucket().toSeconds();
        Instant begin =
                Instant.ofEpochSecond(query.from().getEpochSecond() + place.stretch() * width);
        Instant end = begin.plusSeconds(width);
        return new Sum(
                begin.isBefore(query.from()) ? query.from() : begin,
                end.isAfter(query.to()) ? query.to() : end,
                place.cause(),
                count);
    }
}
