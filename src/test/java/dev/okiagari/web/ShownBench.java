package dev.okiagari.web;

import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.cluster.ProcessTable;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.ExperimentMark;
import dev.okiagari.experiment.ExperimentQuery;
import dev.okiagari.experiment.ExperimentRequest;
import dev.okiagari.experiment.ExperimentSpan;
import dev.okiagari.experiment.ForecastResult;
import dev.okiagari.experiment.Option;
import dev.okiagari.experiment.Refused;
import dev.okiagari.experiment.StartResult;
import dev.okiagari.experiment.Target;
import dev.okiagari.replica.Recorders;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.AuditEntry;
import dev.okiagari.safety.HaltState;
import dev.okiagari.safety.Permission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Experiments, a halt and an audit log that are what a test says. */
final class ShownBench implements Bench {

    private static final Target TARGET =
            new Target(
                    new PodRef("test", "any", "uid"),
                    new WorkloadRef("test", "Deployment", "any"),
                    null,
                    null);

    final List<Option> options = new ArrayList<>();
    final List<Option> unseen = new ArrayList<>();
    final List<Experiment> experiments = new ArrayList<>();
    final List<ExperimentMark> marks = new ArrayList<>();
    final List<AuditEntry> entries = new ArrayList<>();
    final List<ExperimentRequest> asked = new ArrayList<>();
    final List<Permission> permissions = new ArrayList<>();
    final List<ExperimentQuery> queries = new ArrayList<>();
    final List<UUID> stopped = new ArrayList<>();
    final List<ContainerRef> lookedInto = new ArrayList<>();
    volatile ProcessReading reading = nobody();
    volatile @Nullable StartResult answer;
    volatile @Nullable Option deletion;
    volatile HaltState halt = new HaltState(false, null, null);
    volatile Recorders.@Nullable View replica;

    private static ProcessReading nobody() {
        return new ProcessReading.Known(
                new ProcessTable("containerd://x", PagesFixture.NOW, "shell", List.of()));
    }

    void clear() {
        options.clear();
        unseen.clear();
        experiments.clear();
        marks.clear();
        entries.clear();
        permissions.clear();
        asked.clear();
        queries.clear();
        stopped.clear();
        lookedInto.clear();
        reading = nobody();
        answer = null;
        deletion = null;
        replica = null;
        halt = new HaltState(false, null, null);
    }

    @Override
    public Looked look(ContainerRef container, Actor by) {
        lookedInto.add(container);
        return new ShownLook(reading, options);
    }

    @Override
    public ForecastResult forecast(ExperimentRequest request) {
        return answer(
                Stream.concat(unseen.stream(), Stream.ofNullable(deletion)).toList(), request);
    }

    /** Of the same kind at the same processes; times may differ. */
    private static ForecastResult answer(List<Option> options, ExperimentRequest request) {
        return options.stream()
                .filter(option -> option.fault().label().equals(request.fault().label()))
                .filter(option ->
                        FaultView.pids(option.fault()).equals(FaultView.pids(request.fault())))
                .findFirst()
                .<ForecastResult>map(ShownBench::forecasted)
                .orElseGet(() -> new Refused.Invalid("fault", Message.of("web.process.choose")));
    }

    private static ForecastResult forecasted(Option option) {
        return new ForecastResult.Forecasted(
                TARGET, option.forecast(), option.refusals(), option.planned(), option.way());
    }

    @Override
    public StartResult start(ExperimentRequest request, Actor by) {
        asked.add(request);
        StartResult told = answer;
        if (told == null) {
            throw new IllegalStateException("the test expects no start");
        }
        return told;
    }

    @Override
    public void stop(UUID id, Actor by) {
        stopped.add(id);
    }

    @Override
    public Optional<Experiment> find(UUID id) {
        return experiments.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    @Override
    public List<Experiment> list(ExperimentQuery query) {
        queries.add(query);
        return experiments.stream()
                .filter(one -> Objects.equals(one.parent(), query.parent()))
                .limit(query.limit())
                .toList();
    }

    @Override
    public List<ExperimentMark> returns(WorkloadRef workload, Instant from, Instant to) {
        return marks;
    }

    @Override
    public List<ExperimentMark> marks(ExperimentSpan span) {
        return List.copyOf(marks);
    }

    @Override
    public List<Experiment> runs(Experiment parent) {
        return experiments.stream().filter(one -> parent.id().equals(one.parent())).toList();
    }

    @Override
    public HaltState halt() {
        return halt;
    }

    @Override
    public List<Permission> permissions(@Nullable String namespace) {
        return permissions.stream()
                .filter(one -> namespace == null || namespace.equals(one.namespace()))
                .toList();
    }

    @Override
    public Recorders.@Nullable View replica() {
        return replica;
    }

    @Override
    public void engage(Actor by) {
        halt = new HaltState(true, PagesFixture.NOW, by.user());
    }

    @Override
    public void release(Actor by) {
        halt = new HaltState(false, null, null);
    }

    @Override
    public List<AuditEntry> audit(
            @Nullable String user, @Nullable String action, @Nullable Long before, int limit) {
        return entries.stream()
                .filter(entry -> user == null || entry.user().equals(user))
                .filter(entry -> action == null || entry.action().equals(action))
                .filter(entry -> before == null || Long.parseLong(entry.id()) < before)
                .limit(limit)
                .toList();
    }

    private record ShownLook(ProcessReading reading, List<Option> options) implements Looked {

        private ShownLook {
            options = List.copyOf(options);
        }

        @Override
        public ForecastResult forecast(ExperimentRequest request) {
            return answer(options, request);
        }

        @Override
        public Instant at() {
            return PagesFixture.NOW;
        }
    }
}
