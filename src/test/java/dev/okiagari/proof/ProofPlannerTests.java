package dev.okiagari.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ContainerProcess;
import dev.okiagari.cluster.ContainerRef;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.ProcessReading;
import dev.okiagari.cluster.ProcessTable;
import dev.okiagari.experiment.ExperimentRequest;
import dev.okiagari.experiment.Experiments;
import dev.okiagari.experiment.Fault;
import dev.okiagari.experiment.Forecast;
import dev.okiagari.experiment.ForecastResult;
import dev.okiagari.experiment.Look;
import dev.okiagari.experiment.Outcome;
import dev.okiagari.experiment.Refused;
import dev.okiagari.experiment.Target;
import dev.okiagari.liveness.ChangeResult;
import dev.okiagari.liveness.ChangeState;
import dev.okiagari.liveness.Hang;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.liveness.ProbeChanges;
import dev.okiagari.liveness.ProbeForecasts;
import dev.okiagari.liveness.Shown;
import dev.okiagari.safety.Act;
import dev.okiagari.safety.Clearance;
import dev.okiagari.safety.Guard;
import dev.okiagari.safety.NotPermitted;
import dev.okiagari.safety.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a probe would be proven, and why it cannot be, before anything is done. */
class ProofPlannerTests {

    private static final ProofRequest REQUEST =
            new ProofRequest(new ProofRequest.ById(Staged.CHANGE), null, Set.of());

    private final Cluster cluster = mock(Cluster.class);
    private final ProbeChanges changes = mock(ProbeChanges.class);
    private final ProbeForecasts forecasts = mock(ProbeForecasts.class);
    private final Experiments experiments = mock(Experiments.class);
    private final Look look = mock(Look.class);
    private final Clearance clearance = mock(Clearance.class);
    private final ProofPlanner planner =
            new ProofPlanner(
                    cluster,
                    changes,
                    forecasts,
                    experiments,
                    clearance,
                    new ProofProperties(Duration.ofMinutes(3), Duration.ofMinutes(10)));

    @Test
    void whoMayNotInjectIsRefusedBeforeAnybodyLooksIntoTheContainer() throws Exception {
        willThrow(mock(NotPermitted.class))
                .given(clearance)
                .check(eq(Staged.BY), eq(Act.INJECT), any(), any());

        assertThatThrownBy(() -> planner.plan(REQUEST, Staged.BY)).isInstanceOf(NotPermitted.class);
        verify(experiments, never()).look(any(), any());
    }

    @BeforeEach
    void everythingCouldBeDone() throws InterruptedException {
        shown(Staged.change(ProbeType.LIVENESS, new ChangeState.Rehearsed()));
        given(cluster.pods()).willReturn(List.of(Staged.pod(Staged.OLD, ProbeType.STARTUP, true)));
        given(experiments.look(any(), any())).willReturn(look);
        given(look.reading())
                .willReturn(
                        new ProcessReading.Known(
                                new ProcessTable(
                                        "containerd://new",
                                        Staged.T0,
                                        "shell",
                                        List.of(process(1, 0), process(7, 1)))));
        forecast(Outcome.SUSPENDED, List.of(1, 7));
        given(forecasts.of(any(), any(), eq(ProbeType.LIVENESS), any(), any()))
                .willReturn(Staged.FORECAST);
    }

    private void shown(ProbeChange change) {
        given(changes.check(eq(Staged.CHANGE), any(), any()))
                .willReturn(new ChangeResult.Made(change));
    }

    private static ContainerProcess process(int pid, int parent) {
        return new ContainerProcess(
                pid,
                parent,
                "app",
                "S",
                "root",
                List.of("app"),
                100,
                Staged.T0,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of());
    }

    private void forecast(Outcome outcome, List<Integer> stopped, Refusal... refusals)
            throws InterruptedException {
        given(experiments.forecast(eq(look), any()))
                .willAnswer(call -> {
                    Integer asked =
                            ((Fault.Hang) call.<ExperimentRequest>getArgument(1).fault()).seconds();
                    return new ForecastResult.Forecasted(
                            new Target(Staged.OLD, Staged.WEB, "app", "containerd://new"),
                            new Forecast(
                                    outcome,
                                    List.of(outcome),
                                    Message.of("experiment.forecast.hang-unnoticed", 1),
                                    List.of(),
                                    List.of(),
                                    null,
                                    null),
                            List.of(refusals),
                            new Fault.Hang(asked == null ? 60 : asked, stopped),
                            null);
                });
    }

    private PlanResult plan() throws InterruptedException {
        return planner.plan(REQUEST, Staged.BY);
    }

    private ProofPlan planned() throws InterruptedException {
        return (ProofPlan) plan();
    }

    private void isPointless(String key) throws InterruptedException {
        assertThat(plan())
                .isInstanceOfSatisfying(
                        ProofRefused.Pointless.class,
                        why -> assertThat(why.reason().key()).isEqualTo(key));
        verify(experiments, never()).look(any(), any());
    }

    @Test
    void aHangIsPlannedForTheOldestReadyPodAndForThreeMinutes() throws InterruptedException {
        assertThat(planned().agreement())
                .isEqualTo(
                        new Agreement(
                                Staged.CHANGE,
                                ProbeChange.Kind.ADDED,
                                Staged.OLD,
                                "containerd://new",
                                Staged.FORECAST,
                                180,
                                null,
                                Set.of()));
        verify(experiments).look(new ContainerRef(Staged.OLD, "app"), Staged.BY);
    }

    @ParameterizedTest
    @CsvSource({"1 7, FROZEN", "7, SILENT"})
    void theForecastKnowsWhetherTheMainProcessStillHears(String pids, Hang hang)
            throws InterruptedException {
        List<Integer> stopped = List.of(pids.split(" ")).stream().map(Integer::valueOf).toList();
        forecast(Outcome.SUSPENDED, stopped);

        assertThat(plan()).isInstanceOf(ProofPlan.class);

        verify(forecasts).of(any(), any(), eq(ProbeType.LIVENESS), any(), eq(hang));
    }

    @Test
    void whatNobodyWasShownIsNotLookedInto() throws InterruptedException {
        ChangeResult notShown = new ChangeResult.Changed(Message.of("liveness.change.not-shown"));
        given(changes.check(eq(Staged.CHANGE), any(), any())).willReturn(notShown);

        assertThat(plan()).isEqualTo(new ProofRefused.NotChanged(notShown));
        verify(experiments, never()).look(any(), any());
    }

    @Test
    void aStartupProbeHasNothingToSayOfAHang() throws InterruptedException {
        shown(Staged.change(ProbeType.STARTUP, new ChangeState.Rehearsed()));

        isPointless("proof.refused.startup");
    }

    private static ProbeChange with(String before, @Nullable String after, List<Message> cautions) {
        ProbeChange like = Staged.change(ProbeType.LIVENESS, new ChangeState.Rehearsed());
        return new ProbeChange(
                like.id(),
                like.clusterId(),
                like.target(),
                like.type(),
                like.by(),
                like.requestedAt(),
                new Shown(
                        "u1", "10", 3, null, "{}", "{}", before, after, null, "", "", cautions,
                        List.of()),
                like.state());
    }

    @Test
    void aProbeThatGoesHasNothingToProve() throws InterruptedException {
        shown(with("{\"tcpSocket\":{\"port\":1}}", null, List.of()));

        isPointless("proof.refused.removed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"paused", "on-delete", "partition", "no-replicas"})
    void aWorkloadThatWouldNotRollItOutIsLeftAlone(String caution) throws InterruptedException {
        String probe = "{\"tcpSocket\":{\"port\":1}}";
        shown(with(probe, probe, List.of(Message.of("liveness.caution." + caution, 1))));

        isPointless("liveness.caution." + caution);
    }

    @Test
    void withoutAReadyPodThereIsNothingToHang() throws InterruptedException {
        given(cluster.pods()).willReturn(List.of(Staged.pod(Staged.OLD, ProbeType.STARTUP, false)));

        isPointless("proof.refused.no-pod");
    }

    @Test
    void aPodThatIsNamedIsTakenAlthoughItIsNotReady() throws InterruptedException {
        given(cluster.pods())
                .willReturn(
                        List.of(
                                Staged.pod(Staged.NEW, ProbeType.STARTUP, true),
                                Staged.pod(Staged.OLD, ProbeType.STARTUP, false)));

        PlanResult result =
                planner.plan(
                        new ProofRequest(new ProofRequest.ById(Staged.CHANGE), "web-1", Set.of()),
                        Staged.BY);

        assertThat(result)
                .isInstanceOfSatisfying(
                        ProofPlan.class,
                        plan -> assertThat(plan.agreement().pod()).isEqualTo(Staged.OLD));
    }

    @Test
    void whatCannotBeHungIsSaidWithItsReason() throws InterruptedException {
        forecast(Outcome.IMPOSSIBLE, List.of());

        assertThat(plan())
                .isInstanceOfSatisfying(
                        ProofRefused.NotHung.class,
                        why -> assertThat(why.why()).isInstanceOf(Refused.Hopeless.class));
    }

    @Test
    void aGuardThatForbidsItForGoodIsTheReasonToTell() throws InterruptedException {
        Refusal hard = refusal(Guard.NOT_ALLOWED_HERE);
        forecast(Outcome.IMPOSSIBLE, List.of(), refusal(Guard.LAST_READY_REPLICA), hard);

        assertThat(plan()).isEqualTo(new ProofRefused.NotHung(new Refused.Guarded(List.of(hard))));
    }

    private static Refusal refusal(Guard guard) {
        return new Refusal(guard, Message.of("safety.guard.same-workload", "web"));
    }

    @Test
    void theGuardsOfTheHangAndOfTheChangeAreToldTogetherEachOnce() throws InterruptedException {
        forecast(
                Outcome.SUSPENDED,
                List.of(7),
                refusal(Guard.LAST_READY_REPLICA),
                refusal(Guard.QUIET_HOURS));
        given(changes.check(eq(Staged.CHANGE), eq(Set.of()), any()))
                .willReturn(
                        new ChangeResult.Guarded(
                                List.of(
                                        refusal(Guard.ROLLOUT_IN_PROGRESS),
                                        refusal(Guard.QUIET_HOURS))));

        assertThat(planned().refusals())
                .extracting(Refusal::guard)
                .containsExactly(
                        Guard.LAST_READY_REPLICA, Guard.ROLLOUT_IN_PROGRESS, Guard.QUIET_HOURS);
    }

    @Test
    void whatAnEarlierProbeNeedsLengthensTheFirstHang() throws InterruptedException {
        given(experiments.forecast(eq(look), any()))
                .willReturn(
                        new ForecastResult.Forecasted(
                                new Target(Staged.OLD, Staged.WEB, "app", "containerd://new"),
                                new Forecast(
                                        Outcome.RESTARTED,
                                        List.of(Outcome.RESTARTED),
                                        Message.of("experiment.forecast.hang-unnoticed", 1),
                                        List.of(),
                                        List.of(),
                                        new Forecast.Range(60, 270, 0),
                                        null),
                                List.of(),
                                new Fault.Hang(300, List.of(1)),
                                null));

        assertThat(planned().agreement().watch()).isEqualTo(300);
    }
}
