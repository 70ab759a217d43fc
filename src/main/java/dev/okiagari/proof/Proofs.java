package dev.okiagari.proof;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.database.TimeIds;
import dev.okiagari.experiment.Refused;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.replica.Turnstile;
import dev.okiagari.replica.Turnstiles;
import dev.okiagari.safety.Act;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Audit;
import dev.okiagari.safety.Clearance;
import dev.okiagari.safety.Guard;
import dev.okiagari.safety.Refusal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Every proof of a probe: asked for, running, and past. */
@Component
public class Proofs {

    /** As the audit log calls it. */
    static final String PROVE = "prove";

    /** Of two people who click at once, one is second. */
    private final Turnstile oneAtATime;

    private final Cluster cluster;
    private final ProofPlanner planner;
    private final Prover prover;
    private final ProofStore store;
    private final ProofNews news;
    private final ProofsUnderWay underWay;
    private final Clearance clearance;
    private final Audit audit;
    private final TimeIds ids;
    private final Clock clock;

    Proofs(
            Cluster cluster,
            ProofPlanner planner,
            Prover prover,
            ProofStore store,
            ProofNews news,
            ProofsUnderWay underWay,
            Turnstiles turnstiles,
            Clearance clearance,
            Audit audit,
            TimeIds ids,
            Clock clock) {
        this.cluster = cluster;
        this.planner = planner;
        this.prover = prover;
        this.store = store;
        this.news = news;
        this.underWay = underWay;
        this.oneAtATime = turnstiles.of("proofs");
        this.clearance = clearance;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Whether a hang has anything to say of it, and its pods would get it. */
    public static boolean canBeProven(ProbeChange change) {
        return ProofPlanner.pointless(change) == null;
    }

    /** How it would be done. Changes nothing; looks into one container by exec. */
    public PlanResult plan(ProofRequest request, Actor by) throws InterruptedException {
        PlanResult result = planner.plan(request, by);
        if (result instanceof ProofPlan plan) {
            audit.record(by, "inspect", looked(plan), "done");
        }
        return result;
    }

    private static String looked(ProofPlan plan) {
        PodRef pod = plan.agreement().pod();
        return pod.namespace() + "/" + pod.name() + "/" + plan.change().target().container();
    }

    /** Begins one: it is stored when this returns, and the first hang follows at once. */
    public ProofResult start(ProofRequest request, Actor by) throws InterruptedException {
        ProofResult result =
                switch (planner.plan(request, by)) {
                    case ProofRefused why -> why;
                    case ProofPlan plan when !plan.refusals().isEmpty() ->
                            new ProofRefused.NotHung(new Refused.Guarded(plan.refusals()));
                    case ProofPlan plan -> start(plan, by);
                };
        if (result instanceof ProofRefused why) {
            audit.record(by, PROVE, target(request), "refused: " + word(why));
        }
        return result;
    }

    private ProofResult start(ProofPlan plan, Actor by) {
        WorkloadRef workload = plan.change().target().workload();
        try (Turnstile.Inside _ = oneAtATime.enter()) {
            if (underWay.isOn(workload, null)) {
                return new ProofRefused.NotHung(new Refused.Guarded(List.of(busy(workload))));
            }
            Proof proof =
                    Proof.of(
                            ids.next(),
                            clusterId(),
                            plan,
                            ids.next(),
                            by,
                            clock.instant().truncatedTo(ChronoUnit.MILLIS));
            prover.start(proof);
            return new ProofResult.Started(proof);
        }
    }

    private static Refusal busy(WorkloadRef workload) {
        return new Refusal(
                Guard.SAME_WORKLOAD, Message.of("safety.guard.same-workload", workload.name()));
    }

    private static String target(ProofRequest request) {
        return switch (request.shown()) {
            case ProofRequest.ById(UUID change) -> change.toString();
            case ProofRequest.ByRequest(var asked) -> asked.target().text();
        };
    }

    private static String word(ProofRefused why) {
        return switch (why) {
            case ProofRefused.Pointless _ -> "pointless";
            case ProofRefused.NotHung(Refused.Guarded(List<Refusal> refusals)) ->
                    refusals.getFirst().guard().word();
            case ProofRefused.NotHung _ -> "not hung";
            case ProofRefused.NotChanged _ -> "not changed";
        };
    }

    /** Stops one: what hangs is resumed, and what was changed stays. False when it does not run. */
    public boolean stop(UUID id, Actor by) {
        Optional<Proof> known = find(id);
        known.ifPresent(proof ->
                clearance.check(
                        by, Act.STOP, proof.target().workload().namespace(), "proof " + id));
        boolean stopped =
                prover.stop(id, by) || known.filter(proof -> news.stop(proof, by)).isPresent();
        audit.record(by, "stop", "proof " + id, stopped ? "done" : "not running");
        return stopped;
    }

    public Optional<Proof> find(UUID id) {
        return store.find(clusterId(), id);
    }

    /** The newest first. */
    public List<Proof> list(ProofQuery query) {
        return store.newest(clusterId(), query);
    }

    /** Those of a change, the newest first. */
    public List<Proof> of(UUID change) {
        return store.of(clusterId(), change);
    }

    private String clusterId() {
        return cluster.info().map(ClusterInfo::id).orElse("");
    }
}
