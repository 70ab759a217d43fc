package dev.okiagari.web;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.ExperimentMark;
import dev.okiagari.experiment.ExperimentQuery;
import dev.okiagari.experiment.ExperimentRequest;
import dev.okiagari.experiment.ExperimentSpan;
import dev.okiagari.experiment.ForecastResult;
import dev.okiagari.experiment.Option;
import dev.okiagari.experiment.StartResult;
import dev.okiagari.replica.Recorders;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.AuditEntry;
import dev.okiagari.safety.HaltState;
import dev.okiagari.safety.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What pages ask of experiments, the halt and the audit log: the part that a page's test can stand
 * in for.
 */
interface Bench {

    /** What one look into a container showed. */
    interface Looked {

        ProcessReading reading();

        Instant at();

        /** What can be done to the container, with the guards of now. */
        List<Option> options() throws InterruptedException;

        /** What one fault would do, with the guards of now. */
        ForecastResult forecast(ExperimentRequest request) throws InterruptedException;
    }

    /** Looks into a container by exec, and writes that down. */
    Looked look(ContainerRef container, Actor by) throws InterruptedException;

    /** What a fault would do that needs no look into its container. */
    ForecastResult forecast(ExperimentRequest request) throws InterruptedException;

    StartResult start(ExperimentRequest request, Actor by) throws InterruptedException;

    void stop(UUID id, Actor by);

    Optional<Experiment> find(UUID id);

    List<Experiment> list(ExperimentQuery query);

    /** Those of a range, the first one first. */
    List<ExperimentMark> marks(ExperimentSpan span);

    /** After which a workload was to come back, the newest first. */
    List<ExperimentMark> returns(WorkloadRef workload, Instant from, Instant to);

    /** The runs of a repeat, the first one first. */
    List<Experiment> runs(Experiment parent);

    HaltState halt();

    /**
     * What the cluster lets us do; blocks for some requests.
     *
     * @param namespace null for all that matter
     */
    List<Permission> permissions(@Nullable String namespace) throws InterruptedException;

    /** How this process stands among several; null where it is alone. */
    Recorders.@Nullable View replica();

    void engage(Actor by);

    void release(Actor by);

    List<AuditEntry> audit(
            @Nullable String user, @Nullable String action, @Nullable Long before, int limit);
}
