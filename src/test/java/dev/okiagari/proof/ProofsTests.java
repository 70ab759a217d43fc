package dev.okiagari.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.database.TimeIds;
import dev.okiagari.experiment.Forecast;
import dev.okiagari.experiment.Outcome;
import dev.okiagari.experiment.Refused;
import dev.okiagari.liveness.ChangeState;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.replica.Turnstiles;
import dev.okiagari.safety.Audit;
import dev.okiagari.safety.Clearance;
import dev.okiagari.safety.Guard;
import dev.okiagari.safety.Refusal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What begins a proof, and what the audit log tells of it. */
class ProofsTests {

    private static final ProofRequest REQUEST =
            new ProofRequest(new ProofRequest.ById(Staged.CHANGE), null, Set.of());
    private static final Refusal LAST =
            new Refusal(Guard.LAST_READY_REPLICA, Message.of("safety.guard.same-workload", "web"));

    private final ProofPlanner planner = mock(ProofPlanner.class);
    private final Prover prover = mock(Prover.class);
    private final ProofStore store = mock(ProofStore.class);
    private final Audit audit = mock(Audit.class);
    private final TimeIds ids = mock(TimeIds.class);
    private final Proofs proofs =
            new Proofs(
                    mock(Cluster.class),
                    planner,
                    prover,
                    store,
                    mock(ProofNews.class),
                    new ProofsUnderWay(prover, store, mock(Cluster.class)),
                    Turnstiles.alone(),
                    mock(Clearance.class),
                    audit,
                    ids,
                    Clock.fixed(Staged.T0, ZoneOffset.UTC));

    @BeforeEach
    void ids() {
        given(ids.next()).willReturn(UUID.randomUUID(), Staged.FIRST);
    }

    private void planned(Refusal... refusals) throws InterruptedException {
        given(planner.plan(REQUEST, Staged.BY))
                .willReturn(
                        new ProofPlan(
                                Staged.change(ProbeType.LIVENESS, new ChangeState.Rehearsed()),
                                Staged.agreement(ProbeChange.Kind.ADDED, Staged.FORECAST),
                                new Forecast(
                                        Outcome.SUSPENDED,
                                        List.of(Outcome.SUSPENDED),
                                        Message.of("experiment.forecast.hang-unnoticed", 180),
                                        List.of(),
                                        List.of(),
                                        null,
                                        null),
                                List.of(refusals)));
    }

    @Test
    void itBeginsWithItsFirstHangWrittenDown() throws InterruptedException {
        planned();

        ProofResult result = proofs.start(REQUEST, Staged.BY);

        assertThat(result)
                .isInstanceOfSatisfying(
                        ProofResult.Started.class,
                        started -> {
                            assertThat(started.proof().before()).isEqualTo(Staged.FIRST);
                            assertThat(started.proof().state())
                                    .isEqualTo(new ProofState.HangingBefore(Staged.T0));
                            verify(prover).start(started.proof());
                        });
    }

    @Test
    void aGuardThatNobodyHasConfirmedRefusesItAndTheLogSaysSo() throws InterruptedException {
        planned(LAST);

        assertThat(proofs.start(REQUEST, Staged.BY))
                .isEqualTo(new ProofRefused.NotHung(new Refused.Guarded(List.of(LAST))));
        verify(prover, never()).start(any());
        verify(audit)
                .record(
                        Staged.BY,
                        "prove",
                        Staged.CHANGE.toString(),
                        "refused: last-ready-replica");
    }

    @Test
    void ofTwoAtOneWorkloadTheSecondIsRefused() throws InterruptedException {
        planned();
        given(prover.isOn(Staged.WEB, null)).willReturn(true);

        assertThat(proofs.start(REQUEST, Staged.BY))
                .isInstanceOfSatisfying(
                        ProofRefused.NotHung.class,
                        why ->
                                assertThat(why.why())
                                        .isInstanceOfSatisfying(
                                                Refused.Guarded.class,
                                                guarded ->
                                                        assertThat(guarded.refusals())
                                                                .extracting(Refusal::guard)
                                                                .containsExactly(
                                                                        Guard.SAME_WORKLOAD)));
        verify(prover, never()).start(any());
    }

    @Test
    void aLookForAPlanIsInTheLogAndBeginsNothing() throws InterruptedException {
        planned(LAST);

        assertThat(proofs.plan(REQUEST, Staged.BY)).isInstanceOf(ProofPlan.class);

        verify(audit).record(Staged.BY, "inspect", "shop/web-1/app", "done");
        verify(prover, never()).start(any());
    }

    @Test
    void aStopIsInTheLogWithWhatCameOfIt() {
        UUID id = UUID.randomUUID();

        assertThat(proofs.stop(id, Staged.BY)).isFalse();

        verify(audit).record(eq(Staged.BY), eq("stop"), contains(id.toString()), anyString());
    }
}
