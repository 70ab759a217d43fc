package dev.okiagari.experiment;

import dev.okiagari.availability.AvailabilityCheck;
import dev.okiagari.availability.AvailabilityChecks;
import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.database.TimeIds;
import dev.okiagari.replica.Turnstile;
import dev.okiagari.replica.Turnstiles;
import dev.okiagari.safety.Act;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Audit;
import dev.okiagari.safety.Clearance;
import dev.okiagari.safety.PersonalRights;
import dev.okiagari.safety.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every experiment: asked for, running, and past. */
@Component
public class Experiments {

    /** Of two people who click at once, one is second. */
    private final Turnstile oneAtATime;

    private final Cluster cluster;
    private final Planner planner;
    private final Looks looks;
    private final AvailabilityChecks availability;
    private final Gate gate;
    private final Clearance clearance;
    private final PersonalRights personal;
    private final Audit audit;
    private final Injector injector;
    private final Runner runner;
    private final SeriesRunner series;
    private final ExperimentStore store;
    private final ExperimentNews news;
    private final TimeIds ids;
    private final Clock clock;

    Experiments(
            Cluster cluster,
            Planner planner,
            Looks looks,
            AvailabilityChecks availability,
            Gate gate,
            Clearance clearance,
            PersonalRights personal,
            Audit audit,
            Injector injector,
            Runner runner,
            SeriesRunner series,
            ExperimentStore store,
            ExperimentNews news,
            Turnstiles turnstiles,
            TimeIds ids,
            Clock clock) {
        this.cluster = cluster;
        this.planner = planner;
        this.looks = looks;
        this.availability = availability;
        this.gate = gate;
        this.clearance = clearance;
        this.personal = personal;
        this.audit = audit;
        this.injector = injector;
        this.runner = runner;
        this.series = series;
        this.store = store;
        this.news = news;
        this.oneAtATime = turnstiles.of("experiments");
        this.ids = ids;
        this.clock = clock;
    }

    /** Looks into the container and changes nothing; blocks for an exec or two. */
    public ForecastResult forecast(ExperimentRequest request, Actor by)
            throws InterruptedException {
        if (request.fault().needsLook()) {
            clearance.check(by, Act.INSPECT, request.namespace(), Results.target(request));
        }
        return forecast(request, (container, _) -> looks.look(container));
    }

    /** The same by what a look has shown; needs no exec. */
    public ForecastResult forecast(Look look, ExperimentRequest request)
            throws InterruptedException {
        return forecast(request, (_, _) -> look);
    }

    private ForecastResult forecast(ExperimentRequest request, Planner.Looking looking)
            throws InterruptedException {
        return switch (planner.plan(request, looking)) {
            case Planner.Planning.Failed(Refused why) -> why;
            case Planner.Planning.Planned(Plan plan) ->
                    new ForecastResult.Forecasted(
                            plan.target(),
                            known(plan, before(plan)).forecast(),
                            gate.refusals(plan, request.confirmed(), null),
                            plan.fault(),
                            plan.way());
        };
    }

    /**
     * Looks into a container once, for its processes and for everything that can be done to it;
     * changes nothing and blocks for an exec or two.
     */
    public Look look(ContainerRef container, Actor by) throws InterruptedException {
        String namespace = container.pod().namespace();
        clearance.check(
                by,
                Act.INSPECT,
                namespace,
                namespace + "/" + container.pod().name() + "/" + container.name());
        return looks.look(container);
    }

    /** Everything that a page offers after a look, with the guards of now; needs no exec. */
    public List<Option> options(Look look) throws InterruptedException {
        ContainerRef container = look.container();
        List<Option> options = new ArrayList<>();
        for (Fault fault : Offer.of(look)) {
            ExperimentRequest request =
                    new ExperimentRequest(
                            container.pod().namespace(),
                            container.pod().name(),
                            container.name(),
                            container.pod().uid(),
                            null,
                            fault,
                            Set.of(),
                            Terms.NONE,
                            true);
            if (forecast(look, request) instanceof ForecastResult.Forecasted forecasted) {
                options.add(Option.of(fault, forecasted));
            }
        }
        return options;
    }

    /**
     * Begins one: the intent is stored when this returns, and the injection follows at once.
     *
     * @return the experiment, or why there is none
     */
    public StartResult start(ExperimentRequest request, Actor by) throws InterruptedException {
        clearance.check(by, Act.INJECT, request.namespace(), Results.target(request));
        return start(request, by, Origin.NONE);
    }

    /**
     * The same as a step of something larger, at whose begin the role was asked for; an id that was
     * used already is refused by force.
     */
    public StartResult start(ExperimentRequest request, Actor by, PartOf part)
            throws InterruptedException {
        return start(request, by, Origin.of(part));
    }

    private StartResult start(ExperimentRequest request, Actor by, Origin origin)
            throws InterruptedException {
        // Before the look at the processes, which is an exec.
        Refusal denied =
                personal.refusal(by, request.namespace(), Deeds.of(request.fault())).orElse(null);
        if (denied != null) {
            return written(request, by, new Refused.Guarded(List.of(denied)));
        }
        return written(
                request,
                by,
                switch (planner.plan(
                        request, origin.needsFreshLook() ? this::freshLook : looks::recent)) {
                    case Planner.Planning.Failed(Refused why) -> why;
                    case Planner.Planning.Planned(Plan plan) -> start(plan, request, by, origin);
                });
    }

    /** Between two runs of a repeat much may have changed in the same run of a container. */
    private Look freshLook(ContainerRef container, @Nullable String containerId)
            throws InterruptedException {
        return looks.look(container);
    }

    /** What was begun is in the audit log already, together with its intent. */
    private StartResult written(ExperimentRequest request, Actor by, StartResult result) {
        if (!(result instanceof StartResult.Started)) {
            audit.record(by, "inject", Results.target(request), Results.word(result));
        }
        return result;
    }

    private StartResult start(Plan plan, ExperimentRequest request, Actor by, Origin origin)
            throws InterruptedException {
        if (!plan.forecast().canBeTried()) {
            return gate.hopeless(plan, request, origin.whole());
        }
        Refusal denied =
                Deeds.of(plan.method())
                        .flatMap(deed -> personal.refusal(by, request.namespace(), deed))
                        .orElse(null);
        if (denied != null) {
            return new Refused.Guarded(List.of(denied));
        }
        AvailabilityCheck check = request.terms().availability();
        Message forbidden =
                check == null
                        ? null
                        : availability.refusal(check, request.namespace()).orElse(null);
        if (forbidden != null) {
            return new Refused.Invalid("availability.url", forbidden);
        }
        Meanwhile<Optional<Forecast.Range>> before = Meanwhile.ask(() -> before(plan));
        // Once before the lock: a cluster that is slow to answer holds up nobody else.
        List<Refusal> early = gate.refusals(plan, request.confirmed(), origin.whole());
        if (!early.isEmpty()) {
            return new Refused.Guarded(early);
        }
        try (Turnstile.Inside _ = oneAtATime.enter()) {
            Injector.Aim aim = injector.aim(plan.target());
            List<Refusal> refusals = gate.refusals(plan, request.confirmed(), origin.whole());
            if (!refusals.isEmpty()) {
                return new Refused.Guarded(refusals);
            }
            Experiment planned = planned(known(plan, before.get()), request, by, origin);
            if (request.dryRun()) {
                return new StartResult.Rehearsed(planned);
            }
            if (planned.isSeries()) {
                series.start(planned, runs(plan, request, by));
            } else {
                runner.start(planned, plan, aim);
            }
            return new StartResult.Started(planned);
        }
    }

    private SeriesRunner.Starter runs(Plan plan, ExperimentRequest request, Actor by) {
        return new SeriesRunner.Starter() {
            @Override
            public StartResult first(UUID parent) throws InterruptedException {
                ExperimentRequest first = request.once();
                return written(first, by, start(plan, first, by, Origin.of(parent)));
            }

            @Override
            public StartResult next(UUID parent, PodSnapshot pod) throws InterruptedException {
                return start(request.once(pod.ref()), by, Origin.of(parent));
            }
        };
    }

    private Experiment planned(Plan plan, ExperimentRequest request, Actor by, Origin origin) {
        return Experiment.planned(
                origin.id(ids),
                clusterId(),
                plan.target(),
                plan.fault(),
                by,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                plan.forecast(),
                plan.method(),
                plan.before(),
                request.terms(),
                origin.parent());
    }

    private Optional<Forecast.Range> before(Plan plan) {
        return store.before(clusterId(), plan.target().workload(), plan.fault());
    }

    /** The forecast with what is known of the times before. */
    private static Plan known(Plan plan, Optional<Forecast.Range> before) {
        return plan.with(plan.forecast().withRecovery(before.orElse(null)));
    }

    /** Stops one and undoes what can be undone; false when it does not run. */
    public boolean stop(UUID id, Actor by) {
        // What runs is known without the database, which may be away.
        Optional<Experiment> known = runner.find(id).or(() -> series.find(id)).or(() -> find(id));
        known.ifPresent(found ->
                clearance.check(by, Act.STOP, found.target().pod().namespace(), id.toString()));
        boolean stopped =
                known.isPresent() && (runner.stop(id) || series.stop(id) || news.stop(known.get()));
        audit.record(by, "stop", id.toString(), stopped ? "done" : "not running");
        return stopped;
    }

    public Optional<Experiment> find(UUID id) {
        return store.find(clusterId(), id);
    }

    /** The newest first. */
    public List<Experiment> list(ExperimentQuery query) {
        return store.newest(clusterId(), query);
    }

    /** Those of a range, the first one first; of very many the newest. */
    public List<ExperimentMark> marks(ExperimentSpan span) {
        return store.marks(clusterId(), span);
    }

    /** After which a workload was to come back, the newest first; of very many the newest. */
    public List<ExperimentMark> returns(WorkloadRef workload, Instant from, Instant to) {
        return store.returns(clusterId(), workload, from, to);
    }

    /** The runs of a repeat, the first one first. */
    public List<Experiment> runs(Experiment parent) {
        return store.runs(parent);
    }

    /** What a repeat has come to so far. */
    public Tally tally(Experiment experiment) {
        return tallies(List.of(experiment)).getOrDefault(experiment.id(), Tally.NONE);
    }

    /** What the repeats among these have come to, by their ids. */
    public Map<UUID, Tally> tallies(List<Experiment> experiments) {
        return store.tallies(
                clusterId(),
                experiments.stream().filter(Experiment::isSeries).map(Experiment::id).toList());
    }

    private String clusterId() {
        return cluster.info().map(ClusterInfo::id).orElse("");
    }
}
