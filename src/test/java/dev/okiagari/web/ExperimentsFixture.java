package dev.okiagari.web;

import dev.okiagari.availability.Address;
import dev.okiagari.availability.Answer;
import dev.okiagari.availability.Availability;
import dev.okiagari.availability.AvailabilityCheck;
import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Termination;
import dev.okiagari.experiment.Delivery;
import dev.okiagari.experiment.Evidence;
import dev.okiagari.experiment.Experiment;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.Forecast;
import dev.okiagari.experiment.Option;
import dev.okiagari.experiment.Outcome;
import dev.okiagari.experiment.Phase;
import dev.okiagari.experiment.Recovery;
import dev.okiagari.experiment.Repeat;
import dev.okiagari.experiment.Shot;
import dev.okiagari.experiment.Step;
import dev.okiagari.experiment.Target;
import dev.okiagari.experiment.Terms;
import dev.okiagari.experiment.Verdict;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Experiments and forecasts that the tests of pages show. */
final class ExperimentsFixture {

    static final Fault TERM = new Fault.SendSignal("TERM", 1);
    static final UUID REPEAT = UUID.fromString("01a20a7f-a1a9-7de4-807f-000000000010");
    static final UUID ID = UUID.fromString("01a20a7f-a1a9-7de4-807f-2665cb26b7a0");

    private static final Instant NOW = PagesFixture.NOW;

    private ExperimentsFixture() {}

    static Option option(Fault fault, Outcome outcome, Refusal... refusals) {
        return new Option(fault, fault, null, forecast(outcome), List.of(refusals));
    }

    static Forecast forecast(Outcome outcome) {
        return new Forecast(
                outcome,
                List.of(outcome),
                Message.of("experiment.forecast.no-way"),
                List.of(),
                List.of(),
                null,
                new Forecast.Range(3.1, 4.4, 5));
    }

    static ContainerProcess process(int pid, int parent, String command) {
        return new ContainerProcess(
                pid,
                parent,
                "ruby",
                "S",
                "app",
                List.of(command),
                4711,
                NOW,
                Set.of(15, 2),
                Set.of(1),
                Set.of(),
                Set.of());
    }

    static Experiment running(PodSnapshot pod) {
        return experiment(pod, Experiment.State.OBSERVING, null, null, "");
    }

    static Experiment restarted(PodSnapshot pod, boolean asForecast, String output) {
        return experiment(
                pod,
                Experiment.State.FINISHED,
                new Verdict(
                        Outcome.RESTARTED,
                        Message.of("experiment.verdict.restarted", 1.9),
                        asForecast),
                new Recovery(
                        List.of(
                                new Phase(
                                        Phase.Name.EXIT,
                                        NOW,
                                        NOW.plusMillis(475),
                                        Phase.Clock.WATCH),
                                new Phase(
                                        Phase.Name.START,
                                        NOW.plusMillis(475),
                                        NOW.plusMillis(1900),
                                        Phase.Clock.CLUSTER)),
                        null),
                output);
    }

    /** Ten times, of which some are done, with a limit of 10 s. */
    static Experiment repeat(PodSnapshot pod, UUID id, @Nullable Verdict verdict) {
        Experiment.State state =
                verdict == null ? Experiment.State.OBSERVING : Experiment.State.FINISHED;
        return with(
                experiment(pod, state, verdict, null, ""),
                id,
                new Terms(10.0, null, new Repeat(10, Repeat.Spacing.READY), null),
                null);
    }

    /** A run of it, held back where it is not the first. */
    static Experiment run(PodSnapshot pod, UUID repeat, int number, int seconds) {
        Experiment done = restarted(pod, true, "=cmd()");
        Phase.Name held = number == 1 ? Phase.Name.START : Phase.Name.BACK_OFF;
        Recovery recovery =
                new Recovery(
                        List.of(
                                new Phase(
                                        Phase.Name.EXIT,
                                        NOW,
                                        NOW.plusSeconds(1),
                                        Phase.Clock.WATCH),
                                new Phase(
                                        held,
                                        NOW.plusSeconds(1),
                                        NOW.plusSeconds(seconds),
                                        Phase.Clock.WATCH)),
                        seconds <= 10);
        return with(
                new Experiment(
                        ID,
                        done.clusterId(),
                        done.state(),
                        done.target(),
                        done.fault(),
                        new Actor("=HYPERLINK(1)", null, "none"),
                        done.requestedAt(),
                        done.injectedAt(),
                        done.finishedAt(),
                        done.forecast(),
                        done.verdict(),
                        recovery,
                        done.evidence(),
                        done.steps(),
                        done.terms(),
                        null,
                        null),
                runId(number),
                new Terms(10.0, null, null, null),
                repeat);
    }

    /** One that an HTTP client has asked from a second before it. */
    static Experiment watched(Experiment one, @Nullable Availability seen) {
        return new Experiment(
                one.id(),
                one.clusterId(),
                one.state(),
                one.target(),
                one.fault(),
                one.by(),
                one.requestedAt(),
                one.injectedAt(),
                one.finishedAt(),
                one.forecast(),
                one.verdict(),
                one.recovery(),
                one.evidence(),
                one.steps(),
                new Terms(
                        null,
                        new AvailabilityCheck(new Address.PodPort(8080, "/up", "http"), 500, 1000),
                        null,
                        null),
                null,
                seen);
    }

    /** A good second, three failures, and good to the end. */
    static Availability seen(boolean complete) {
        Availability.Bucket good = new Availability.Bucket(1, 0);
        Availability.Bucket bad = new Availability.Bucket(0, 1);
        return new Availability(
                NOW.minusSeconds(1),
                8,
                3,
                List.of(
                        new Availability.Failures(Answer.REFUSED, 2),
                        new Availability.Failures(Answer.TIMED_OUT, 1)),
                0,
                List.of(new Availability.Outage(NOW, NOW.plusMillis(1500))),
                0,
                1500,
                new Availability.Latency(2, 4, 9),
                List.of(good, good, bad, bad, bad, good, good, good),
                500,
                "direct",
                complete);
    }

    static UUID runId(int number) {
        return new UUID(ID.getMostSignificantBits(), number);
    }

    private static Experiment with(Experiment one, UUID id, Terms terms, @Nullable UUID parent) {
        return new Experiment(
                id,
                one.clusterId(),
                one.state(),
                one.target(),
                one.fault(),
                one.by(),
                one.requestedAt(),
                one.injectedAt(),
                one.finishedAt(),
                one.forecast(),
                one.verdict(),
                one.recovery(),
                one.evidence(),
                one.steps(),
                terms,
                parent,
                null);
    }

    static Experiment untouched(PodSnapshot pod) {
        Experiment restarted = restarted(pod, true, "");
        Evidence evidence = restarted.evidence();
        Shot same = shot(pod, "containerd://2323131fdeadbeef", 3, true);
        return new Experiment(
                ID,
                restarted.clusterId(),
                restarted.state(),
                restarted.target(),
                restarted.fault(),
                restarted.by(),
                restarted.requestedAt(),
                restarted.injectedAt(),
                restarted.finishedAt(),
                restarted.forecast(),
                new Verdict(Outcome.NO_EFFECT, Message.of("experiment.forecast.no-way"), true),
                null,
                new Evidence(Delivery.Method.SHELL, 0, "", evidence.before(), same),
                restarted.steps(),
                Terms.NONE,
                null,
                null);
    }

    private static Experiment experiment(
            PodSnapshot pod,
            Experiment.State state,
            @Nullable Verdict verdict,
            @Nullable Recovery recovery,
            String output) {
        Shot after =
                verdict == null ? null : shot(pod, "containerd://a096e941cafe0123456789", 4, true);
        return new Experiment(
                ID,
                "id-of-lab",
                state,
                new Target(
                        pod.ref(),
                        pod.workload(),
                        pod.containers().getFirst().name(),
                        "containerd://2323131fdeadbeef"),
                TERM,
                new Actor("tester", null, "none"),
                NOW,
                NOW,
                verdict == null ? null : NOW.plusSeconds(2),
                forecast(Outcome.RESTARTED),
                verdict,
                recovery,
                new Evidence(
                        Delivery.Method.SHELL,
                        0,
                        output,
                        shot(pod, "containerd://2323131fdeadbeef", 3, false),
                        after),
                List.of(new Step(NOW.plusMillis(85), Message.of("experiment.step.sent", "shell"))),
                Terms.NONE,
                null,
                null);
    }

    private static Shot shot(PodSnapshot pod, String containerId, int count, boolean ended) {
        return new Shot(
                NOW,
                pod.ref().name(),
                pod.ref().uid(),
                containerId,
                NOW,
                count,
                ended ? new Termination(containerId, 143, "Error", null, NOW, NOW) : null,
                List.of(process(1, 0, "puma 5.6.5")));
    }
}
