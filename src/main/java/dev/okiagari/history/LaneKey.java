package dev.okiagari.history;

import dev.okiagari.cluster.ContainerRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
     * Lanes as a table {@code v}, with their numbers from 1 on and whether each is the first of its
     * pod: joined to it, both databases look each lane up by an index, which H2 does not for a list
     * behind {@code in}. They are bound as arrays, so that a statement for 500 lanes is as short as
     * one for two. Join it from the left, and skip rows of nothing: else H2 may read the whole
     * range of the other table first.
     */
    static final String TABLE =
            """
            unnest(cast(:uids as varchar array), cast(:containers as varchar array),
              cast(:firsts as integer array)) with ordinality as v (pod_uid, container, is_first, lane)
            """;

    static void bind(Collection<LaneKey> lanes, MapSqlParameterSource parameters) {
        List<Integer> firsts = new ArrayList<>();
        String pod = "";
        for (LaneKey lane : lanes) {
            firsts.add(lane.podUid().equals(pod) ? 0 : 1);
            pod = lane.podUid();
        }
        parameters.addValue("uids", lanes.stream().map(LaneKey::podUid).toArray(String[]::new));
        parameters.addValue(
                "containers", lanes.stream().map(LaneKey::container).toArray(String[]::new));
        parameters.addValue("firsts", firsts.toArray(Integer[]::new));
    }
}
