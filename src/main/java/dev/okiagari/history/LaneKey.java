package dev.okiagari.history;

import dev.okiagari.cluster.ContainerRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** Which lane of a timeline a row belongs to. */
record LaneKey(String podUid, String container) {

    static LaneKey of(ContainerRef container) {
        return new LaneKey(container.pod().uid(), container.name());
    }

    static LaneKey of(ResultSet row) throws SQLException {
        return new LaneKey(row.getString("pod_uid"), row.getString("container"));
    }

    /**
     * Lanes as a table {@code v} of parameters: joined to it, both databases look each lane up by
     * an index, which H2 does not for a list behind {@code in}. Join it from the left, and skip
     * rows of nothing: else H2 may read the whole range of the other table first.
     */
    static String table(int lanes) {
        return IntStream.range(0, lanes)
                .mapToObj(n ->
                        "(cast(:uid%d as varchar(64)), cast(:container%d as varchar(253)))"
                                .formatted(n, n))
                .collect(Collectors.joining(", ", "(values ", ") as v (pod_uid, container)"));
    }

    static void bind(Collection<LaneKey> lanes, MapSqlParameterSource parameters) {
        int n = 0;
        for (LaneKey lane : lanes) {
            parameters.addValue("uid" + n, lane.podUid());
            parameters.addValue("container" + n, lane.container());
            n++;
        }
    }
}
