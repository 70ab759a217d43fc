package dev.okiagari.experiment;

import dev.okiagari.cluster.Sleep;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.database.DatabaseTrouble;
import dev.okiagari.database.Documents;
import dev.okiagari.database.Paging;
import dev.okiagari.history.Claims;
import dev.okiagari.replica.Replica;
import dev.okiagari.replica.TakenOver;
import dev.okiagari.safety.Audit;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps experiments, and tells when one has changed, after it is stored. */
@Component
class ExperimentStore {

    private static final List<String> UNFINISHED =
            List.of(
                    Experiment.State.PLANNED.name(),
                    Experiment.State.INJECTING.name(),
                    Experiment.State.OBSERVING.name());

    private static final int TIMES_BEFORE = 20;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private static final int MARKS = 2000;

    private final ExperimentRepository repository;
    private final Claims claims;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher publisher;
    private final Sleep sleep;
    private final Replica replica;
    private final Documents<Experiment> documents =
            new Documents<>("experiment", ExperimentDocument::read);

    ExperimentStore(
            ExperimentRepository repository,
            Claims claims,
            Audit audit,
            TransactionTemplate transaction,
            ApplicationEventPublisher publisher,
            Sleep sleep,
            Replica replica) {
        this.repository = repository;
        this.claims = claims;
        this.audit = audit;
        this.transaction = transaction;
        this.publisher = publisher;
        this.sleep = sleep;
        this.replica = replica;
    }

    /**
     * Stores the intent together with the claim on what it is about to end: until this is known
     * nothing may be sent.
     */
    void intend(Experiment injecting) {
        Target target = injecting.target();
        begin(
                injecting,
                () ->
                        claims.claim(
                                injecting.id(),
                                target.pod(),
                                target.container(),
                                target.containerId()));
    }

    /** Stores that a repeat is to begin. */
    void planSeries(Experiment parent) {
        begin(parent, () -> {});
    }

    /** What the audit log cannot tell of does not begin. */
    private void begin(Experiment planned, Runnable besides) {
        transaction.executeWithoutResult(_ -> {
            repository.save(
                    ExperimentRow.first(planned, ExperimentDocument.of(planned), replica.id()));
            besides.run();
            audit.record(
                    planned.by(),
                    "inject",
                    Results.target(planned),
                    Results.word(new StartResult.Started(planned)));
        });
        publisher.publishEvent(new ExperimentChanged(planned));
    }

    /**
     * Stores how far it is.
     *
     * @throws TakenOver where another replica has taken it up
     */
    void save(Experiment experiment) {
        transaction.executeWithoutResult(_ -> keep(experiment));
        publisher.publishEvent(new ExperimentChanged(experiment));
    }

    private void keep(Experiment experiment) {
        String id = experiment.id().toString();
        String us = replica.id();
        if (us != null && repository.hold(id, us).isEmpty()) {
            throw new TakenOver("experiment " + id);
        }
        repository.save(row(experiment));
    }

    /**
     * Makes one ours that is to be taken up. It is withheld where it belongs to a replica that is
     * there, be it one that was quicker.
     */
    boolean isWithheld(UUID id) {
        String us = replica.id();
        return us != null
                && Objects.requireNonNull(
                        transaction.execute(_ -> repository.claim(id.toString(), us) == 0));
    }

    /** Whether other replicas may have begun what is stored. */
    boolean isShared() {
        return replica.isOneOfMany();
    }

    /** Those that are under way on other replicas, or were left by one. */
    List<Experiment> elsewhere(String clusterId) {
        String us = replica.id();
        return us == null
                ? List.of()
                : documents.readAll(repository.elsewhere(clusterId, UNFINISHED, us));
    }

    /** Tells of it without storing it: what changes each second is kept at the end. */
    void show(Experiment experiment) {
        publisher.publishEvent(new ExperimentChanged(experiment));
    }

    /**
     * Stores its end, and what becomes of its claim; waits for a database that is away.
     *
     * @param claim whether what it claimed was its work; null where that is not known
     */
    void end(Experiment ended, @Nullable Boolean claim) {
        while (!isEnded(ended, claim)) {
            waitForDatabase();
        }
        publisher.publishEvent(new ExperimentChanged(ended));
    }

    private boolean isEnded(Experiment ended, @Nullable Boolean claim) {
        try {
            keepEnd(ended, claim);
            return true;
        } catch (RuntimeException failed) {
            if (DatabaseTrouble.of(failed).isEmpty()) {
                throw failed;
            }
            return false;
        }
    }

    private void waitForDatabase() {
        try {
            sleep.sleep(RETRY);
        } catch (InterruptedException shuttingDown) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while the database was away", shuttingDown);
        }
    }

    private void keepEnd(Experiment ended, @Nullable Boolean claim) {
        transaction.executeWithoutResult(_ -> {
            keep(ended);
            if (claim != null && claim) {
                claims.confirm(ended.id());
            } else if (claim != null) {
                claims.withdraw(ended.id());
            }
        });
    }

    Optional<Experiment> find(String clusterId, UUID id) {
        return repository.findByIdAndClusterId(id.toString(), clusterId).flatMap(documents::read);
    }

    List<Experiment> unfinished(String clusterId) {
        return documents.readAll(repository.findByClusterIdAndStateIn(clusterId, UNFINISHED));
    }

    List<Experiment> newest(String clusterId, ExperimentQuery query) {
        return documents.page(query.before(), query.limit(), from -> rows(clusterId, query, from));
    }

    private List<ExperimentRow> rows(String clusterId, ExperimentQuery query, @Nullable UUID from) {
        String before = Paging.before(from);
        String namespace = Paging.orAny(query.namespace());
        String workload = Paging.orAny(query.workload());
        String pod = Paging.orAny(query.pod());
        Limit limit = Limit.of(query.limit());
        UUID parent = query.parent();
        return parent == null
                ? repository.newest(clusterId, before, namespace, workload, pod, limit)
                : repository.newestRuns(
                        clusterId, parent.toString(), before, namespace, workload, pod, limit);
    }

    /** Those of a range, the first one first; of very many the newest. */
    List<ExperimentMark> marks(String clusterId, ExperimentSpan span) {
        return repository
                .marks(
                        clusterId,
                        ExperimentSpan.idFrom(span.from()),
                        ExperimentSpan.idFrom(span.to()),
                        Limit.of(MARKS))
                .reversed()
                .stream()
                .filter(span::includes)
                .toList();
    }

    /** After which a workload was to come back, the newest first; of very many the newest. */
    List<ExperimentMark> returns(String clusterId, WorkloadRef workload, Instant from, Instant to) {
        return repository.returns(
                clusterId,
                workload.namespace(),
                workload.kind(),
                workload.name(),
                ExperimentSpan.idFrom(from),
                ExperimentSpan.idFrom(to),
                Limit.of(MARKS));
    }

    /** The runs of a repeat, the first one first. */
    List<Experiment> runs(Experiment parent) {
        return documents.readAll(
                repository.findByClusterIdAndParentOrderById(
                        parent.clusterId(), parent.id().toString()));
    }

    /** What repeats have come to, by their ids; one without a run yet is not among them. */
    Map<UUID, Tally> tallies(String clusterId, Collection<UUID> parents) {
        if (parents.isEmpty()) {
            return Map.of();
        }
        return repository.runs(clusterId, parents.stream().map(UUID::toString).toList()).stream()
                .collect(
                        Collectors.groupingBy(
                                row -> UUID.fromString(row.parent()),
                                Collectors.collectingAndThen(
                                        Collectors.toList(), ExperimentStore::tally)));
    }

    private static Tally tally(List<RunRow> rows) {
        return new Tally(
                rows.stream().map(RunRow::id).map(UUID::fromString).toList(),
                Spread.of(
                        rows.stream()
                                .filter(RunRow::hasRecovered)
                                .map(RunRow::recoverySeconds)
                                .filter(Objects::nonNull)
                                .toList()));
    }

    /** How long the same fault took on the same workload before; empty where it was never tried. */
    Optional<Forecast.Range> before(String clusterId, WorkloadRef workload, Fault fault) {
        List<Double> seconds =
                repository.recoveries(
                        clusterId,
                        workload.namespace(),
                        workload.kind(),
                        workload.name(),
                        fault.label(),
                        Limit.of(TIMES_BEFORE));
        DoubleSummaryStatistics all =
                seconds.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return seconds.isEmpty()
                ? Optional.empty()
                : Optional.of(new Forecast.Range(all.getMin(), all.getMax(), seconds.size()));
    }

    private static ExperimentRow row(Experiment experiment) {
        return new ExperimentRow(experiment, ExperimentDocument.of(experiment));
    }
}
