package dev.okiagari.history;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.PodSnapshot;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What experiments are about to end, so that a restart or replacement can be called theirs. It does
 * not matter whether the restart is recorded before or after a claim changes.
 */
@Component
public class Claims {

    private static final String RESTARTS =
            """
            select r.id from history_restart r join history_claim c
              on c.cluster_id = r.cluster_id and c.pod_uid = r.pod_uid
              and c.container = r.container and c.container_id = r.ended_container_id
            where c.experiment_id = :experiment
            """;
    private static final String REPLACEMENTS =
            """
            select r.id from history_replacement r join history_claim c
              on c.cluster_id = r.cluster_id and c.pod_uid = r.ended_pod_uid and c.container = ''
            where c.experiment_id = :experiment
            """;

    private final JdbcClient jdbc;
    private final Cluster cluster;
    private final Announcer announcer;

    Claims(JdbcClient jdbc, Cluster cluster, Announcer announcer) {
        this.jdbc = jdbc;
        this.cluster = cluster;
        this.announcer = announcer;
    }

    /**
     * Claims a run, or with no container the whole pod, inside the caller's transaction.
     *
     * @param containerId of the run; null takes the one that the cluster last told
     * @throws IllegalStateException before the first connection
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void claim(
            UUID experiment, PodRef pod, @Nullable String container, @Nullable String containerId) {
        String clusterId =
                cluster.info()
                        .orElseThrow(() -> new IllegalStateException("no cluster is connected"))
                        .id();
        String run = containerId == null ? newestRun(pod, container) : containerId;
        jdbc.sql(
                        """
                        insert into history_claim
                          (experiment_id, cluster_id, pod_uid, container, container_id, confirmed)
                        values (:experiment, :cluster, :uid, :container, :run, 0)
                        """)
                .param("experiment", experiment)
                .param("cluster", clusterId)
                .param("uid", pod.uid())
                .param("container", Objects.requireNonNullElse(container, ""))
                .param("run", container == null ? "" : run)
                .update();
    }

    /** It was the experiment: its restart or replacement is shown as injected. */
    @Transactional
    public void confirm(UUID experiment) {
        jdbc.sql("update history_claim set confirmed = 1 where experiment_id = :experiment")
                .param("experiment", experiment)
                .update();
        announceAfterCommit(claimed(experiment));
    }

    /** It was not the experiment: nothing of the claim remains. */
    @Transactional
    public void withdraw(UUID experiment) {
        Changes changes = claimed(experiment);
        jdbc.sql("delete from history_claim where experiment_id = :experiment")
                .param("experiment", experiment)
                .update();
        announceAfterCommit(changes);
    }

    private Changes claimed(UUID experiment) {
        Changes changes = new Changes();
        changes.restarts.addAll(ids(RESTARTS, experiment));
        changes.replacements.addAll(ids(REPLACEMENTS, experiment));
        return changes;
    }

    private List<Long> ids(String sql, UUID experiment) {
        return jdbc.sql(sql)
                .param("experiment", experiment)
                .query((row, index) -> row.getLong(1))
                .list();
    }

    private void announceAfterCommit(Changes changes) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        announcer.announce(changes);
                    }
                });
    }

    private String newestRun(PodRef pod, @Nullable String container) {
        PodSnapshot now = container == null ? null : cluster.pod(pod.uid());
        return now == null || container == null
                ? ""
                : now.container(container).map(ContainerSnapshot::containerId).orElse("");
    }
}
