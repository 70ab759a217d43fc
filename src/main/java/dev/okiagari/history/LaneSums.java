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
    private final Stretches stretches;

    LaneSums(JdbcClient jdbc, Stretches stretches) {
        this.jdbc = jdbc;
        this.stretches = stretches;
    }

    /** Where in the lane of a number a sum belongs. */
    private record Place(int lane, long stretch, RestartCause cause) {

        static Place of(ResultSet row) throws SQLException {
            return new Place(
                    row.getInt(1),
                    row.getLong(2),
                    RestartCause.of(row.getString(3)).orElse(RestartCause.UNKNOWN));
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
        List<LaneKey> numbered = List.copyOf(lanes);
        counts(clusterId, query, numbered)
                .forEach((place, count) -> {
                    if (count > 0) {
                        sums.computeIfAbsent(
                                        numbered.get(place.lane() - 1), any -> new ArrayList<>())
                                .add(sum(query, place, count));
                    }
                });
        sums.values().forEach(all -> all.sort(Comparator.comparing(Sum::from)));
        return sums;
    }

    private Map<Place, Integer> counts(String clusterId, TimelineQuery query, List<LaneKey> lanes) {
        MapSqlParameterSource parameters = query.parameters(clusterId);
        LaneKey.bind(lanes, parameters);
        String stretch = stretches.of("r.happened_at");
        Map<Place, Integer> counts = new HashMap<>();
        jdbc.sql(stretches.counted(natural(stretch)))
                .paramSource(parameters)
                .query(row -> {
                    if (row.getString(3) != null) {
                        counts.merge(Place.of(row), row.getInt(4), Integer::sum);
                    }
                });
        jdbc.sql(claimed(stretch))
                .paramSource(parameters)
                .query(row -> {
                    Place natural = Place.of(row);
                    counts.merge(natural, -1, Integer::sum);
                    counts.merge(natural.injected(), 1, Integer::sum);
                });
        return counts;
    }

    private static String natural(String stretch) {
        return """
        select v.lane, %s as stretch, r.cause, 1 as restarts
        from %s left join history_restart r on r.cluster_id = :cluster
          and r.pod_uid = v.pod_uid and r.container = v.container
          and r.happened_at >= :from and r.happened_at < :to
        """
                .formatted(stretch, LaneKey.TABLE);
    }

    /** Those that an experiment has done: few, and their natural cause is not what is shown. */
    private static String claimed(String stretch) {
        return """
        select distinct v.lane, %s as stretch, r.cause, r.id
        from %s join history_claim c on c.cluster_id = :cluster and c.pod_uid = v.pod_uid
          and c.container = v.container and c.confirmed = 1
        join history_restart r on r.cluster_id = c.cluster_id and r.pod_uid = c.pod_uid
          and r.container = c.container and r.ended_container_id = c.container_id
          and r.happened_at >= :from and r.happened_at < :to
        """
                .formatted(stretch, LaneKey.TABLE);
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
