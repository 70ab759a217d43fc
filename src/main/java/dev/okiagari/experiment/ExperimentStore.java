package dev.okiagari.experiment;

import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.history.Claims;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Keeps experiments, and tells when one has changed, after it is stored. */
@Component
class ExperimentStore {

    private static final List<String> UNFINISHED =
            List.of(
                    Experiment.State.PLANNED.name(),
                    Experiment.State.INJECTING.name(),
                    Experiment.State.OBSERVING.name());

    private static final int TIMES_BEFORE = 20;

    private final ExperimentRepository repository;
    private final Claims claims;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher publisher;
    private final JsonMapper json = JsonMapper.builder().build();

    ExperimentStore(
            ExperimentRepository repository,
            Claims claims,
            TransactionTemplate transaction,
            ApplicationEventPublisher publisher) {
        this.repository = repository;
        this.claims = claims;
        this.transaction = transaction;
        this.publisher = publisher;
    }

    /** Stores the intent together with the claim on what it is about to end. */
    void plan(Experiment planned) {
        Target target = planned.target();
        transaction.executeWithoutResult(_ -> {
            repository.save(row(planned));
            claims.claim(planned.id(), target.pod(), target.container(), target.containerId());
        });
        publisher.publishEvent(new ExperimentChanged(planned));
    }

    void save(Experiment experiment) {
        repository.save(row(experiment));
        publisher.publishEvent(new ExperimentChanged(experiment));
    }

    /**
     * Stores its end, and what becomes of its claim.
     *
     * @param claim whether what it claimed was its work; null where that is not known
     */
    void end(Experiment ended, @Nullable Boolean claim) {
        transaction.executeWithoutResult(_ -> {
            repository.save(row(ended));
            if (claim != null && claim) {
                claims.confirm(ended.id());
            } else if (claim != null) {
                claims.withdraw(ended.id());
            }
        });
        publisher.publishEvent(new ExperimentChanged(ended));
    }

    Optional<Experiment> find(String clusterId, UUID id) {
        return repository.findByIdAndClusterId(id.toString(), clusterId).map(this::experiment);
    }

    List<Experiment> unfinished(String clusterId) {
        return repository.findByClusterIdAndStateIn(clusterId, UNFINISHED).stream()
                .map(this::experiment)
                .toList();
    }

    List<Experiment> newest(String clusterId, ExperimentQuery query) {
        return repository
                .newest(
                        clusterId,
                        query.before() == null ? "g" : query.before().toString(),
                        orAny(query.namespace()),
                        orAny(query.workload()),
                        orAny(query.pod()),
                        Limit.of(query.limit()))
                .stream()
                .map(this::experiment)
                .toList();
    }

    /** How long the same fault took on the same workload before; null where it was never tried. */
    Forecast.@Nullable Range before(String clusterId, WorkloadRef workload, Fault fault) {
        List<Double> seconds =
                repository.recoveries(
                        clusterId,
                        workload.namespace(),
                        workload.kind(),
                        workload.name(),
                        fault.label(),
                        Limit.of(TIMES_BEFORE));
        return seconds.isEmpty()
                ? null
                : new Forecast.Range(
                        seconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                        seconds.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
                        seconds.size());
    }

    private ExperimentRow row(Experiment experiment) {
        // PostgreSQL stores no NUL, and JSON writes it as an escape.
        return new ExperimentRow(experiment, json.writeValueAsString(experiment));
    }

    private Experiment experiment(ExperimentRow row) {
        return json.readValue(row.document(), Experiment.class);
    }

    private static String orAny(@Nullable String value) {
        return value == null ? "%" : value.replace("%", "");
    }
}
