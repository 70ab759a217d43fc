package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.KubeEvent;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.Termination;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the fold, as a table: what is seen, one after another, and what is made of it. */
class FoldRulesTests {

    private static final ClusterEvent LISTED = listed();
    private static final ClusterEvent LOST =
            new ClusterEvent.ConnectionChanged(
                    new dev.okiagari.cluster.Connection(
                            dev.okiagari.cluster.Connection.State.DISCONNECTED, at(500), null),
                    at(500));

    @ParameterizedTest(name = "{0}")
    @MethodSource({"counts", "causes", "replacements", "probeFailures", "sights"})
    void rule(String rule, List<ClusterEvent> seen, List<String> made) {
        Memory memory = new Memory(ShownCluster.ID, null, List.of(), List.of());
        List<Fact> facts = new ArrayList<>();
        seen.forEach(event -> facts.addAll(memory.apply(event)));

        assertThat(facts.stream().flatMap(FoldRulesTests::word)).containsExactlyElementsOf(made);
    }

    static Stream<Arguments> counts() {
        return Stream.of(
                rule(
                        "a count that grows by one is one restart",
                        seen(LISTED, run(1, 0), run(2, 1)),
                        "restart 1 crash"),
                rule(
                        "a count that grows by n is the newest restart and a gap of n - 1",
                        seen(LISTED, run(1, 0), run(2, 4)),
                        "restart 4 crash",
                        "gap count-jumped 3"),
                rule(
                        "the same again is nothing",
                        seen(LISTED, run(1, 0), run(2, 1), run(3, 1), run(3, 1)),
                        "restart 1 crash"),
                rule(
                        "a count that begins anew is lost state, then goes on",
                        seen(LISTED, run(1, 5), run(2, 0), run(3, 1)),
                        "restart 5 crash",
                        "gap count-jumped 4",
                        "gap state-lost null",
                        "restart 1 crash"),
                rule(
                        "a count that begins anew loses no restart whose run before is told",
                        seen(
                                LISTED,
                                run(1, 5),
                                pod(2, running("containerd://new", 0, ended(5, 1), Probes.NONE))),
                        "restart 5 crash",
                        "gap count-jumped 4",
                        "restart 0 crash"),
                rule(
                        "a count that grew by one over another run is lost state, and a restart",
                        seen(
                                LISTED,
                                run(1, 1),
                                pod(2, running("containerd://new", 2, ended(7, 1), Probes.NONE))),
                        "restart 1 crash",
                        "gap state-lost null",
                        "restart 2 crash"),
                rule(
                        "another container under the same count is lost state",
                        seen(
                                LISTED,
                                run(1, 0),
                                pod(2, running("containerd://other", 0, null, Probes.NONE))),
                        "gap state-lost null"),
                rule(
                        "an older version of the pod is nothing, whatever its count",
                        seen(LISTED, run(8, 1), run(10, 2), run(9, 1), run(8, 1)),
                        "restart 1 crash",
                        "restart 2 crash"),
                rule("9 is older than 10", seen(LISTED, run(10, 1), run(9, 0)), "restart 1 crash"),
                rule(
                        "a container that has ended and not begun again is no restart",
                        seen(LISTED, run(1, 0), pod(2, terminated(0, 1))),
                        new String[0]),
                rule(
                        "a container held back is a restart only once it has begun",
                        seen(LISTED, run(1, 0), pod(2, backingOff(0, 1)), run(3, 1)),
                        "restart 1 crash"));
    }

    static Stream<Arguments> causes() {
        return Stream.of(
                cause("OOMKilled is oom", 137, "OOMKilled", Probes.NONE, "oom"),
                cause("exit 0 is completed", 0, "Completed", Probes.NONE, "completed"),
                cause("exit 137 without a probe is a crash", 137, "Error", Probes.NONE, "crash"),
                cause(
                        "exit 1 with a silent probe is a crash",
                        1,
                        "Error",
                        Pods.liveness(),
                        "crash"),
                cause(
                        "exit 137 with a silent probe is unknown",
                        137,
                        "Error",
                        Pods.liveness(),
                        "unknown"),
                cause(
                        "a runtime that lost it is unknown",
                        137,
                        "ContainerStatusUnknown",
                        Probes.NONE,
                        "unknown"),
                cause(
                        "RestartingAllContainers is restart-all",
                        137,
                        "RestartingAllContainers",
                        Probes.NONE,
                        "restart-all"),
                rule(
                        "without the end of the run before, the cause is unknown",
                        seen(LISTED, run(1, 0), pod(2, running(Pods.id(1), 1, null, Probes.NONE))),
                        "restart 1 unknown"),
                killing("a liveness kill", "failed liveness probe, will be restarted", "liveness"),
                killing("a startup kill", "failed startup probe, will be restarted", "startup"),
                killing(
                        "a changed definition",
                        "definition changed, will be restarted",
                        "definition-changed"),
                killing("a resize", "resize requires restart", "resize"),
                rule(
                        "the kill of an init container that restarts always is one too",
                        seen(
                                LISTED,
                                run(1, 0),
                                killed("Init container app failed liveness probe", 90, 1),
                                run(2, 1)),
                        "explains liveness 1",
                        "restart 1 liveness"),
                rule(
                        "a kill of an earlier run does not explain this one",
                        seen(
                                LISTED,
                                run(1, 1),
                                killed("Container app failed liveness probe, x", 50, 1),
                                run(2, 2)),
                        "restart 1 crash",
                        "explains liveness 1",
                        "restart 2 crash"),
                rule(
                        "an exit of 0 shortly after failures is unknown: the kill may be untold",
                        seen(
                                LISTED,
                                pod(1, running(Pods.id(0), 0, null, Pods.liveness())),
                                failed("Liveness probe failed: x", 50, 3),
                                pod(2, running(Pods.id(1), 1, ended(0, 0), Pods.liveness()))),
                        "liveness failed 3",
                        "restart 1 unknown"),
                rule(
                        "a probe that was silent for long says nothing",
                        seen(
                                LISTED,
                                pod(1, running(Pods.id(40), 40, null, Pods.liveness())),
                                failed("Liveness probe failed: x", 50, 3),
                                pod(2, running(Pods.id(41), 41, ended(40, 0), Pods.liveness()))),
                        "restart 40 unknown",
                        "gap count-jumped 39",
                        "liveness failed 3",
                        "restart 41 completed"));
    }

    static Stream<Arguments> replacements() {
        return Stream.of(
                rule(
                        "a deleted pod is replaced by the next",
                        seen(
                                LISTED,
                                web("a-1", 1, 0),
                                going("a-1", 2, 0, 30, null),
                                web("a-2", 3, 31)),
                        "replaced a-1 a-2 deleted",
                        "successor ready a-2"),
                rule(
                        "another template is a rollout",
                        seen(
                                LISTED,
                                web("a-1", 1, 0),
                                going("a-1", 2, 0, 30, null),
                                web("b-1", 3, 31)),
                        "replaced a-1 b-1 rollout",
                        "successor ready b-1"),
                rule(
                        "a surge makes the successor first",
                        seen(
                                LISTED,
                                web("a-1", 1, 0),
                                web("b-1", 2, 20),
                                going("a-1", 3, 0, 30, null)),
                        "replaced a-1 b-1 rollout",
                        "successor ready b-1"),
                rule(
                        "one that was already there replaces nobody",
                        seen(
                                LISTED,
                                web("a-1", 1, 0),
                                web("a-2", 2, 5),
                                going("a-1", 3, 0, 30, null)),
                        new String[0]),
                disruption("EvictionByEvictionAPI", "evicted"),
                disruption("PreemptionByScheduler", "preempted"),
                disruption("TerminationByKubelet", "node-pressure"),
                disruption("DeletionByTaintManager", "node-lost"),
                rule(
                        "each of two replicas has one successor",
                        seen(
                                LISTED,
                                web("a-1", 1, 0),
                                web("a-2", 2, 0),
                                going("a-1", 3, 0, 30, null),
                                going("a-2", 4, 0, 30, null),
                                web("a-3", 5, 31),
                                web("a-4", 6, 31)),
                        "replaced a-1 a-3 deleted",
                        "successor ready a-3",
                        "replaced a-2 a-4 deleted",
                        "successor ready a-4"),
                rule(
                        "hours later, a new pod has another reason to be",
                        seen(
                                LISTED,
                                web("a-1", 1, 0),
                                going("a-1", 2, 0, 30, null),
                                web("a-2", 3, 7200)),
                        new String[0]),
                rule(
                        "one that vanished unseen is replaced, and nobody knows why",
                        seen(
                                LISTED,
                                web("a-1", 1, 0),
                                LOST,
                                web("a-2", 2, 520),
                                listedAfterLoss("uid-a-2-520")),
                        "replaced a-1 a-2 unknown",
                        "gap watch-lost null"));
    }

    static Stream<Arguments> probeFailures() {
        return Stream.of(
                rule(
                        "failures are what the count grows by",
                        seen(
                                LISTED,
                                run(1, 0),
                                failed("Readiness probe failed: x", 10, 2),
                                failed("Readiness probe failed: x", 20, 5),
                                failed("Readiness probe failed: x", 20, 5)),
                        "readiness failed 2",
                        "readiness failed 3"),
                rule(
                        "an event made anew with its count going on is not that many failures",
                        seen(
                                LISTED,
                                run(1, 0),
                                failed("Liveness probe failed: x", 10, 50),
                                failed("event-2", "Liveness probe failed: x", 0, 20, 51)),
                        "liveness failed 50",
                        "liveness failed 1"),
                rule(
                        "a count that begins anew counts from nought",
                        seen(
                                LISTED,
                                run(1, 0),
                                failed("Liveness probe failed: x", 10, 50),
                                failed("event-2", "Liveness probe failed: x", 400, 420, 2)),
                        "liveness failed 50",
                        "liveness failed 2"),
                rule(
                        "combined events count apart, whatever their last message",
                        seen(
                                LISTED,
                                run(1, 0),
                                failed(EventKind.COMBINED + "Liveness probe failed: a", 10, 1),
                                failed(EventKind.COMBINED + "Liveness probe failed: b", 20, 4)),
                        "liveness failed 1",
                        "liveness failed 3"),
                rule(
                        "a probe that errored did not fail",
                        seen(LISTED, run(1, 0), failed("Liveness probe errored: x", 10, 1)),
                        new String[0]),
                rule(
                        "a kill's count that grew by two proves the one between",
                        seen(
                                LISTED,
                                run(1, 0),
                                killed("Container app failed liveness probe, x", 90, 1),
                                killed("Container app failed liveness probe, x", 290, 3)),
                        "explains liveness 1",
                        "explains liveness 2"));
    }

    static Stream<Arguments> sights() {
        return Stream.of(
                rule(
                        "what pods did before anybody looked is one gap",
                        seen(run(1, 4), pod("other", 2, 3), listed("uid-web-0", "uid-other-0")),
                        "restart 4 crash",
                        "restart 3 crash",
                        "gap not-running 5"),
                rule(
                        "one restart before anybody looked is recorded, and no gap",
                        seen(run(1, 1), listed("uid-web-0")),
                        "restart 1 crash"),
                rule(
                        "what jumps after a lost watch is put down to that",
                        seen(LISTED, run(1, 0), LOST, run(2, 3), listedAfterLoss("uid-web-0")),
                        "restart 3 crash",
                        "gap watch-lost 2",
                        "gap watch-lost null"),
                rule(
                        "a pod that a list forgot and the watch shows again was never gone",
                        seen(LISTED, run(1, 0), LOST, listedAfterLoss(), run(2, 1)),
                        "gap watch-lost null",
                        "restart 1 crash"));
    }

    private static Arguments cause(
            String rule, int exit, String reason, Probes probes, String cause) {
        return rule(
                rule,
                seen(
                        LISTED,
                        pod(1, running(Pods.id(0), 0, null, probes)),
                        pod(2, running(Pods.id(1), 1, Pods.ended(0, exit, reason, 100), probes))),
                "restart 1 " + cause);
    }

    private static Arguments killing(String rule, String message, String cause) {
        return rule(
                rule + " is " + cause + " when an event of that run says so",
                seen(LISTED, run(1, 0), killed("Container app " + message, 90, 1), run(2, 1)),
                "explains " + cause + " 1",
                "restart 1 " + cause);
    }

    private static Arguments disruption(String reason, String cause) {
        return rule(
                reason + " is " + cause,
                seen(LISTED, web("a-1", 1, 0), going("a-1", 2, 0, 30, reason), web("a-2", 3, 31)),
                "replaced a-1 a-2 " + cause,
                "successor ready a-2");
    }

    private static Arguments rule(String rule, List<ClusterEvent> seen, String... made) {
        return arguments(rule, seen, List.of(made));
    }

    private static List<ClusterEvent> seen(ClusterEvent... events) {
        return Arrays.asList(events);
    }

    private static Stream<String> word(Fact fact) {
        return switch (fact) {
            case Fact.RestartSeen seen ->
                    Stream.of(
                            "restart %d %s"
                                    .formatted(
                                            seen.began().restartCount(),
                                            seen.explanation().cause().text()));
            case Fact.GapSeen gap ->
                    Stream.of("gap %s %s".formatted(gap.reason().text(), gap.missed()));
            case Fact.ReplacementSeen seen ->
                    Stream.of(
                            "replaced %s %s %s"
                                    .formatted(
                                            seen.ended().ref().name(),
                                            seen.began().ref().name(),
                                            seen.cause().text()));
            case Fact.SuccessorReady ready -> Stream.of("successor ready " + ready.pod().name());
            case Fact.ProbeFailed failed ->
                    Stream.of(
                            "%s failed %d"
                                    .formatted(
                                            failed.probe()
                                                    .name()
                                                    .toLowerCase(java.util.Locale.ROOT),
                                            failed.failures()));
            case Fact.Explained explained ->
                    Stream.of(
                            "explains %s %d"
                                    .formatted(
                                            explained.explanation().cause().text(),
                                            explained.grown()));
            case Fact.PodSeen _, Fact.RunSeen _, Fact.Counted _ -> Stream.empty();
        };
    }

    /** Pod {@code web}, its run number {@code count} running; the one before it exited with 1. */
    private static ClusterEvent run(int version, int count) {
        return pod(
                version,
                running(
                        Pods.id(count),
                        count,
                        count == 0 ? null : ended(count - 1, 1),
                        Probes.NONE));
    }

    private static ClusterEvent pod(String name, int version, int count) {
        return observed(
                Pods.pod(
                        name,
                        version,
                        running(Pods.id(count), count, ended(count - 1, 1), Probes.NONE)));
    }

    private static ClusterEvent pod(int version, ContainerSnapshot container) {
        return observed(Pods.pod("web", version, container));
    }

    private static ContainerSnapshot running(
            String id, int count, @Nullable Termination last, Probes probes) {
        return Pods.container(id, count, new ContainerState.Running(at(100 * count)), last, probes);
    }

    private static ContainerSnapshot terminated(int count, int exit) {
        return Pods.container(
                Pods.id(count),
                count,
                new ContainerState.Terminated(ended(count, exit)),
                null,
                Probes.NONE);
    }

    private static ContainerSnapshot backingOff(int count, int exit) {
        return Pods.container(
                Pods.id(count),
                count,
                new ContainerState.Waiting("CrashLoopBackOff", null),
                ended(count, exit),
                Probes.NONE);
    }

    private static Termination ended(int count, int exit) {
        return Pods.ended(count, exit, 100 * (count + 1));
    }

    private static ClusterEvent web(String name, int version, int created) {
        return going(name, version, created, null, null);
    }

    private static ClusterEvent going(
            String name,
            int version,
            int created,
            @Nullable Integer since,
            @Nullable String disruption) {
        PodSnapshot.Deletion deletion =
                since == null
                        ? null
                        : new PodSnapshot.Deletion(at(since + 30), Duration.ofSeconds(30));
        return observed(
                Pods.pod(
                        name,
                        new WorkloadRef("shop", "Deployment", "web"),
                        version,
                        created,
                        deletion,
                        disruption,
                        Pods.container(
                                "containerd://" + name,
                                0,
                                new ContainerState.Running(at(created + 1)),
                                null,
                                Probes.NONE)));
    }

    private static ClusterEvent observed(PodSnapshot pod) {
        return new ClusterEvent.PodObserved(null, pod, at(5000));
    }

    private static ClusterEvent killed(String message, int at, int count) {
        return event("event", "Killing", message, 0, at, count);
    }

    private static ClusterEvent failed(String message, int at, int count) {
        return failed("event", message, 0, at, count);
    }

    private static ClusterEvent failed(String uid, String message, int first, int at, int count) {
        return event(uid, "Unhealthy", message, first, at, count);
    }

    private static ClusterEvent event(
            String uid, String reason, String message, int first, int at, int count) {
        return new ClusterEvent.EventObserved(
                new KubeEvent(
                        uid,
                        "shop",
                        "Pod",
                        "web",
                        "uid-web-0",
                        "app",
                        "Warning",
                        reason,
                        message,
                        count,
                        at(first),
                        at(at),
                        "kubelet"),
                at(at));
    }

    private static ClusterEvent listed(String... uids) {
        return new ClusterEvent.PodsListed(ShownCluster.ID, null, null, Set.of(uids), at(1));
    }

    private static ClusterEvent listedAfterLoss(String... uids) {
        return new ClusterEvent.PodsListed(ShownCluster.ID, null, at(490), Set.of(uids), at(600));
    }

    private static Instant at(int second) {
        return Pods.at(second);
    }
}
