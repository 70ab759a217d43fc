package dev.okiagari.web;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.ExperimentMark;
import dev.okiagari.experiment.ExperimentQuery;
import dev.okiagari.experiment.ExperimentRequest;
import dev.okiagari.experiment.ExperimentSpan;
import dev.okiagari.experiment.Experiments;
import dev.okiagari.experiment.ForecastResult;
import dev.okiagari.experiment.Look;
import dev.okiagari.experiment.Option;
import dev.okiagari.experiment.StartResult;
import dev.okiagari.replica.Recorders;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Audit;
import dev.okiagari.safety.AuditEntry;
import dev.okiagari.safety.Halt;
import dev.okiagari.safety.HaltState;
import dev.okiagari.safety.Permission;
import dev.okiagari.safety.Permissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The experiments, the halt and the audit log themselves. */
@Component
class RealBench implements Bench {

    private final Experiments experiments;
    private final Halt halt;
    private final Audit audit;
    private final Permissions permissions;
    private final Recorders recorders;

    RealBench(
            Experiments experiments,
            Halt halt,
            Audit audit,
            Permissions permissions,
            Recorders recorders) {
        this.experiments = experiments;
        this.halt = halt;
        this.audit = audit;
        this.permissions = permissions;
        this.recorders = recorders;
    }

    @Override
    public Looked look(ContainerRef container, Actor by) throws InterruptedException {
        Look look = experiments.look(container, by);
        audit.record(
                by,
                "inspect",
                container.pod().namespace() + "/" + container.pod().name() + "/" + container.name(),
                look.reading() instanceof ProcessReading.Known ? "done" : "failed");
        return new RealLook(experiments, look);
    }

    @Override
    public ForecastResult forecast(ExperimentRequest request) throws InterruptedException {
        if (request.fault().needsLook()) {
            throw new IllegalArgumentException("nobody has looked for " + request.fault().label());
        }
        // It runs nothing, so whoever may see the page may ask.
        return experiments.forecast(request, Actor.ITSELF);
    }

    @Override
    public StartResult start(ExperimentRequest request, Actor by) throws InterruptedException {
        return experiments.start(request, by);
    }

    @Override
    public void stop(UUID id, Actor by) {
        experiments.stop(id, by);
    }

    @Override
    public Optional<Experiment> find(UUID id) {
        return experiments.find(id);
    }

    @Override
    public List<Experiment> list(ExperimentQuery query) {
        return experiments.list(query);
    }

    @Override
    public List<ExperimentMark> marks(ExperimentSpan span) {
        return experiments.marks(span);
    }

    @Override
    public List<ExperimentMark> returns(WorkloadRef workload, Instant from, Instant to) {
        return experiments.returns(workload, from, to);
    }

    @Override
    public List<Experiment> runs(Experiment parent) {
        return experiments.runs(parent);
    }

    @Override
    public HaltState halt() {
        return halt.state();
    }

    @Override
    public List<Permission> permissions(@Nullable String namespace) throws InterruptedException {
        return namespace == null ? permissions.all() : permissions.in(namespace);
    }

    @Override
    public Recorders.@Nullable View replica() {
        return recorders.view();
    }

    @Override
    public void engage(Actor by) {
        halt.engage(by);
    }

    @Override
    public void release(Actor by) {
        halt.release(by);
    }

    @Override
    public List<AuditEntry> audit(
            @Nullable String user, @Nullable String action, @Nullable Long before, int limit) {
        return audit.entries(null, null, user, action, before, limit);
    }

    /** A look that forecasts anew each time it is asked. */
    private record RealLook(Experiments experiments, Look look) implements Looked {

        @Override
        public ProcessReading reading() {
            return look.reading();
        }

        @Override
        public Instant at() {
            return look.at();
        }

        @Override
        public List<Option> options() throws InterruptedException {
            return experiments.options(look);
        }

        @Override
        public ForecastResult forecast(ExperimentRequest request) throws InterruptedException {
            return experiments.forecast(look, request);
        }
    }
}
