package dev.okiagari.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.okiagari.cluster.ClusterEvent;
import dev.okiagari.cluster.ContainerSnapshot;
import dev.okiagari.cluster.ContainerState;
import dev.okiagari.cluster.ContainerType;
import dev.okiagari.cluster.KubeEvent;
import dev.okiagari.cluster.PodSnapshot;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.Termination;
import dev.okiagari.cluster.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the fold, as a table: what is seen, one after another, and what is made of it. */
class FoldRulesTests {

    private static final ClusterEvent LISTED = listed();
    private static final ContainerSnapshot CREATING =
            new ContainerSnapshot(
                    "app",
                    ContainerType.REGULAR,
                    "image",
                    null,
                    0,
                    false,
                    false,
                    new ContainerState.Waiting("ContainerCreating", null),
                    null,
                    Probes.NONE);
    private static final ClusterEvent LOST =
            new ClusterEvent.ConnectionChanged(
                    new dev.okiagari.cluster.Connection(
                            dev.okiagari.cluster.Connection.State.DISCONNECTED, at(500), null),
                    at(500));

    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "counts",
        "causes",
        "replacements",
        "controllers",
        "rollouts",
        "probeFailures",
        "sights"
    })
    void rule(String rule, List<ClusterEvent> seen, List<String> made) {
        Memory memory =
                new Memory(ShownCluster.ID, null, List.of(), List.of(), List.of(), new Meters());
        List<Fact> facts = new ArrayList<>();
        seen.forEach(event -> facts.addAll(memory.apply(event)));

        assertThat(facts.stream().flatMap(FoldRulesTests::word)).containsExactlyElementsOf(made);
    }

    /** What was told of a pod may have been old already when it was told. */
    @Test
    void aGapOfAContainerThatShowsLateBeginsBeforeItsPodWasSeen() {
        Memory memory =
                new Memory(ShownCluster.ID, null, List.of(), List.of(), List.of(), new Meters());
        memory.apply(LISTED);
        memory.apply(told(200, Pods.pod("web", 1, CREATING)));

        List<Fact> facts =
                memory.apply(told(210, Pods.pod("web", 2, Pods.container(2, 205, null))));

        assertThat(facts)
                .filteredOn(Fact.GapSeen.class::isInstance)
                .singleElement()
                .satisfies(gap -> assertThat(((Fact.GapSeen) gap).from()).isEqualTo(at(80)));
    }

    /** A first start at a cluster whose pods have all restarted before. */
    @Test
    void aFirstListOfManyPodsTakesTimeByTheirNumber() {
        Memory memory =
                new Memory(ShownCluster.ID, null, List.of(), List.of(), List.of(), new Meters());
        Set<String> uids = new HashSet<>();
        for (int i = 0; i < 60_000; i++) {
            PodSnapshot pod = Pods.running("web-" + i, 1, 3, 0);
            memory.apply(told(1, pod));
            uids.add(pod.ref().uid());
        }

        List<Fact> facts =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(5),
                        () ->
                                memory.apply(
                                        new ClusterEvent.PodsListed(
                                                ShownCluster.ID, null, null, uids, at(2))));

        assertThat(facts)
                .singleElement()
                .satisfies(gap -> assertThat(((Fact.GapSeen) gap).missed()).isEqualTo(60_000 * 2));
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
                cause(
                        "an end that the runtime did not see is unknown",
                        255,
                        "Unknown",
                        Probes.NONE,
                        "unknown"),
                rule(
                        "an end that the runtime did not see, and a new sandbox, is a node restart",
                        seen(
                                LISTED,
                                run(1, 0),
                                sandboxChanged(99),
                                pod(
                                        2,
                                        running(
                                                Pods.id(1),
                                                1,
                                                Pods.ended(0, 255, "Unknown", 100),
                                                Probes.NONE))),
                        "explains sandbox-changed 1",
                        "restart 1 node-restarted"),
                rule(
                        "a new sandbox after an end that was seen is no more than that",
                        seen(LISTED, run(1, 0), sandboxChanged(99), run(2, 1)),
                        "explains sandbox-changed 1",
                        "restart 1 sandbox-changed"),
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

    static Stream<Arguments> controllers() {
        return Stream.of(
                rule(
                        "what its ReplicaSet deleted, and the same came back later, was scaled",
                        seen(
                                LISTED,
                                dep("a-1", 1, 0),
                                dep("a-2", 2, 0),
                                dep("a-2", 3, 0, 30),
                                told("ReplicaSet", "web-a", "Deleted pod: a-2", 30),
                                dep("a-3", 4, 200)),
                        "replaced a-2 a-3 scaled",
                        "successor ready a-3"),
                rule(
                        "the word may come before the pod is seen to go",
                        seen(
                                LISTED,
                                dep("a-1", 1, 0),
                                told("ReplicaSet", "web-a", "Deleted pod: a-1", 30),
                                dep("a-1", 2, 0, 30),
                                dep("a-2", 3, 200)),
                        "replaced a-1 a-2 scaled",
                        "successor ready a-2"),
                rule(
                        "a rollout is one, though the controller deletes too",
                        seen(
                                LISTED,
                                dep("a-1", 1, 0),
                                dep("a-1", 2, 0, 30),
                                told("ReplicaSet", "web-a", "Deleted pod: a-1", 30),
                                dep("b-1", 3, 31)),
                        "rollout b progressing",
                        "rollout b complete",
                        "replaced a-1 b-1 rollout",
                        "successor ready b-1"),
                rule(
                        "the same of a StatefulSet, in its own words",
                        seen(
                                LISTED,
                                of("StatefulSet", "web-1", "web-a", 1, 0, null),
                                of("StatefulSet", "web-1", "web-a", 2, 0, 30),
                                told(
                                        "StatefulSet",
                                        "web",
                                        "delete Pod web-1 in StatefulSet web successful",
                                        30),
                                of("StatefulSet", "web-1", "web-a", 3, 200, null)),
                        "replaced web-1 web-1 scaled",
                        "successor ready web-1"),
                rule(
                        "another namespace's pod of that name is not meant",
                        seen(
                                LISTED,
                                dep("a-1", 1, 0),
                                told("ReplicaSet", "other-a", "Deleted pod: a-1", 30),
                                dep("a-1", 2, 0, 30),
                                dep("a-2", 3, 31)),
                        "replaced a-1 a-2 deleted",
                        "successor ready a-2"),
                rule(
                        "the pods of a CronJob's turns replace nobody",
                        seen(
                                LISTED,
                                of("CronJob", "web-28391023-x", "", 1, 0, 30),
                                of("CronJob", "web-28391024-y", "", 2, 60, null)),
                        new String[0]));
    }

    static Stream<Arguments> rollouts() {
        return Stream.of(
                rule(
                        "a first revision is no rollout",
                        seen(LISTED, dep("a-1", 1, 0), dep("a-2", 2, 5)),
                        new String[0]),
                rule(
                        "another revision is one, complete when no other is left",
                        seen(LISTED, dep("a-1", 1, 0), dep("b-1", 2, 20), dep("a-1", 3, 0, 30)),
                        "rollout b progressing",
                        "rollout b complete",
                        "replaced a-1 b-1 rollout",
                        "successor ready b-1"),
                rule(
                        "one that is found under way is one",
                        seen(
                                dep("b-1", 2, 20),
                                dep("a-1", 1, 0),
                                listed("uid-b-1-20", "uid-a-1-0")),
                        "rollout b progressing"),
                rule(
                        "revisions that are found mixed are not told apart",
                        seen(
                                of("StatefulSet", "web-0", "a", 1, 0, null),
                                of("StatefulSet", "web-1", "b", 2, 20, null),
                                of("StatefulSet", "web-2", "a", 3, 40, null),
                                listed("uid-web-0-0", "uid-web-1-20", "uid-web-2-40")),
                        new String[0]),
                rule(
                        "a pod of the old revision that is made anew meanwhile is no rollout",
                        seen(
                                LISTED,
                                of("StatefulSet", "web-0", "a", 1, 0, null),
                                of("StatefulSet", "web-1", "a", 2, 5, null),
                                of("StatefulSet", "web-2", "a", 3, 6, null),
                                of("StatefulSet", "web-2", "a", 4, 6, 20),
                                of("StatefulSet", "web-2", "b", 5, 50, null),
                                of("StatefulSet", "web-1", "a", 6, 5, 60),
                                of("StatefulSet", "web-1", "a", 7, 90, null)),
                        "rollout b progressing",
                        "replaced web-2 web-2 rollout",
                        "successor ready web-2",
                        "replaced web-1 web-1 deleted",
                        "successor ready web-1"),
                rule(
                        "another before it is complete supersedes it",
                        seen(LISTED, dep("a-1", 1, 0), dep("b-1", 2, 20), dep("c-1", 3, 40)),
                        "rollout b progressing",
                        "rollout b superseded",
                        "rollout c progressing"),
                rule(
                        "one whose pods go before it is complete is undone",
                        seen(
                                LISTED,
                                dep("a-1", 1, 0),
                                dep("b-1", 2, 20),
                                dep("b-1", 3, 20, 30),
                                dep("a-2", 4, 40)),
                        "rollout b progressing",
                        "rollout b undone",
                        "replaced b-1 a-2 rollout",
                        "successor ready a-2"),
                rule(
                        "back to an old revision is a rollout too",
                        seen(
                                LISTED,
                                dep("a-1", 1, 0),
                                dep("b-1", 2, 20),
                                dep("a-1", 3, 0, 30),
                                dep("a-2", 4, 100),
                                dep("b-1", 5, 20, 110)),
                        "rollout b progressing",
                        "rollout b complete",
                        "replaced a-1 b-1 rollout",
                        "successor ready b-1",
                        "rollout a progressing",
                        "rollout a complete",
                        "replaced b-1 a-2 rollout",
                        "successor ready a-2"));
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
                        "discarded"),
                rule(
                        "nor does it where the kubelet names the state",
                        seen(
                                LISTED,
                                run(1, 0),
                                failed(
                                        "Liveness probe errored and resulted in unknown state: x",
                                        10,
                                        1)),
                        "discarded"),
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
                                            seen.began() == null
                                                    ? "by none"
                                                    : seen.began().ref().name(),
                                            seen.cause().text()));
            case Fact.SuccessorReady ready -> Stream.of("successor ready " + ready.pod().name());
            case Fact.ProbeFailed failed when failed.count().kind().isErrored() ->
                    Stream.of("discarded");
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
            case Fact.RolloutSeen(KnownRollout rollout) ->
                    Stream.of(
                            "rollout %s %s".formatted(rollout.revision(), rollout.state().text()));
            case Fact.PodSeen _, Fact.RunSeen _, Fact.Counted _ -> Stream.empty();
            // these have rules of their own
            case Fact.ProbeCounted _,
                    Fact.Metered _,
                    Fact.Totalled _,
                    Fact.NodeLooked _,
                    Fact.Reconciled _ ->
                    Stream.empty();
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

    /** Pod {@code name} of a workload of that kind, created then; going since then, or there. */
    private static ClusterEvent of(
            String kind,
            String name,
            String revision,
            int version,
            int created,
            @Nullable Integer since) {
        PodSnapshot.Deletion deletion =
                since == null
                        ? null
                        : new PodSnapshot.Deletion(at(since + 30), Duration.ofSeconds(30));
        return observed(
                Pods.pod(
                        name,
                        new WorkloadRef("shop", kind, "web"),
                        version,
                        created,
                        deletion,
                        null,
                        Pods.container(
                                "containerd://" + name + created,
                                0,
                                new ContainerState.Running(at(created + 1)),
                                null,
                                Probes.NONE),
                        revision));
    }

    private static ClusterEvent dep(String name, int version, int created) {
        return of("Deployment", name, name.substring(0, 1), version, created, null);
    }

    private static ClusterEvent dep(String name, int version, int created, int since) {
        return of("Deployment", name, name.substring(0, 1), version, created, since);
    }

    /** A controller says so. */
    private static ClusterEvent told(String kind, String name, String message, int second) {
        return new ClusterEvent.EventObserved(
                new KubeEvent(
                        "event-" + message,
                        "shop",
                        kind,
                        name,
                        "uid-of-" + name,
                        null,
                        "Normal",
                        "SuccessfulDelete",
                        message,
                        1,
                        at(second),
                        at(second),
                        "controller"),
                at(second));
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

    private static ClusterEvent told(int second, PodSnapshot pod) {
        return new ClusterEvent.PodObserved(null, pod, at(second));
    }

    private static ClusterEvent observed(PodSnapshot pod) {
        return new ClusterEvent.PodObserved(null, pod, at(5000));
    }

    private static ClusterEvent killed(String message, int at, int count) {
        return event("event", "Killing", message, 0, at, count);
    }

    private static ClusterEvent sandboxChanged(int at) {
        return event(
                "event",
                "SandboxChanged",
                "Pod sandbox changed, it will be killed and re-created.",
                at,
                at,
                1);
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
