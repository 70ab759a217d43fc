package dev.okiagari.history;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.WorkloadRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The restarts of lanes one by one. Claims, which are few, are read apart from the restarts and
 * laid over them here, as the view {@code history_shown_restart} does row by row.
 */
@Component
class LaneRestarts {

    private final JdbcClient jdbc;

    LaneRestarts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Run(LaneKey lane, String containerId) {}

    private record Claim(UUID experiment, boolean confirmed) {

        /** A confirmed one counts before an open one, then the newest, as in the view. */
        Claim or(Claim other) {
            if (confirmed != other.confirmed) {
                return confirmed ? this : other;
            }
            return experiment.toString().compareTo(other.experiment.toString()) > 0 ? this : other;
        }
    }

    /** The oldest first. */
    Map<LaneKey, List<Restart>> of(
            String clusterId, TimelineQuery query, Collection<LaneKey> lanes) {
        Map<LaneKey, List<Restart>> restarts = new HashMap<>();
        if (lanes.isEmpty()) {
            return restarts;
        }
        MapSqlParameterSource parameters = query.parameters(clusterId);
        LaneKey.bind(lanes, parameters);
        Map<Run, Claim> claims = claims(parameters);
        jdbc.sql(
                        """
                        select r.*
                        from %s left join history_restart r on r.cluster_id = :cluster
                          and r.pod_uid = v.pod_uid and r.container = v.container
                          and r.happened_at >= :from and r.happened_at < :to
                        order by r.happened_at, r.id
                        """
                                .formatted(LaneKey.TABLE))
                .paramSource(parameters)
                .query(row -> {
                    if (row.getString("id") != null) {
                        restarts.computeIfAbsent(LaneKey.of(row), any -> new ArrayList<>())
                                .add(restart(row, claims));
                    }
                });
        return restarts;
    }

    private Map<Run, Claim> claims(MapSqlParameterSource parameters) {
        Map<Run, Claim> claims = new HashMap<>();
        jdbc.sql(
                        """
                        select c.pod_uid, c.container, c.container_id, c.experiment_id, c.confirmed
                        from %s join history_claim c on c.cluster_id = :cluster
                          and c.pod_uid = v.pod_uid and c.container = v.container
                        """
                                .formatted(LaneKey.TABLE))
                .paramSource(parameters)
                .query(row -> {
                    claims.merge(
                            new Run(LaneKey.of(row), row.getString("container_id")),
                            new Claim(
                                    row.getObject("experiment_id", UUID.class),
                                    row.getInt("confirmed") == 1),
                            Claim::or);
                });
        return claims;
    }

    private static Restart restart(ResultSet row, Map<Run, Claim> claims) throws SQLException {
        String namespace = row.getString("namespace");
        LaneKey lane = LaneKey.of(row);
        String ended = row.getString("ended_container_id");
        Claim claim = ended == null ? null : claims.get(new Run(lane, ended));
        boolean ours = claim != null && claim.confirmed();
        return new Restart(
                row.getString("id"),
                new WorkloadRef(namespace, row.getString("kind"), row.getString("workload")),
                new ContainerRef(
                        new PodRef(namespace, row.getString("pod"), lane.podUid()),
                        lane.container()),
                row.getInt("restart_count"),
                ours
                        ? RestartCause.INJECTED
                        : RestartCause.of(row.getString("cause")).orElse(RestartCause.UNKNOWN),
                evidence(row, ours ? claim : null),
                row.getObject("exit_code", Integer.class),
                row.getString("reason"),
                new Restart.Ended(
                        ended,
                        Columns.time(row, "ended_started_at"),
                        Columns.time(row, "ended_finished_at")),
                new Restart.Began(
                        row.getString("began_container_id"),
                        Columns.time(row, "began_started_at"),
                        Columns.time(row, "began_ready_at")),
                Columns.some(row, "seen_at"),
                claim == null ? null : claim.experiment());
    }

    private static Message evidence(ResultSet row, @Nullable Claim ours) throws SQLException {
        return ours == null
                ? StoredText.message(row.getString("evidence"))
                : Message.of("history.evidence.injected", ours.experiment());
    }
}
