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
     * Lanes as a table {@code v} of parameters, with whether each is the first of its pod: joined
     * to it, both databases look each lane up by an index, which H2 does not for a list behind
     * {@code in}. Join it from the left, and skip rows of nothing: else H2 may read the whole range
     * of the other table first.
     */
    static String table(Collection<LaneKey> lanes) {
        List<String> rows = new ArrayList<>();
        String pod = "";
        for (LaneKey lane : lanes) {
            rows.add(
                    "(cast(:uid%d as varchar(64)), cast(:container%d as varchar(253)), %d)"
                            .formatted(
                                    rows.size(), rows.size(), lane.podUid().equals(pod) ? 0 : 1));
            pod = lane.podUid();
        }
        return "(values " + String.join(", ", rows) + ") as v (pod_uid, container, is_first)";
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
