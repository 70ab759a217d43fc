package dev.okiagari.liveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.okiagari.cluster.Cluster;
import dev.okiagari.cluster.ClusterInfo;
import dev.okiagari.cluster.ClusterKind;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.safety.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** No write goes to the cluster that the dry run did not accept and the user did not see. */
class ProbeWriterTests {

    private static final Instant NOW = Instant.parse("2026-11-29T18:00:00Z");
    private static final WorkloadRef REF = new WorkloadRef("shop", "Deployment", "web");
    private static final Actor BY = new Actor("ann", null, "password");
    private static final String PROBE = "{\"tcpSocket\":{\"port\":8080},\"periodSeconds\":10}";

    private final WorkloadApi api = mock(WorkloadApi.class);
    private final ChangeGate gate = mock(ChangeGate.class);
    private final ProbeChangeStore store = mock(ProbeChangeStore.class);
    private final Cluster cluster = mock(Cluster.class);
    private ProbeWriter writer;
    private final ProbeChange shown =
            new ProbeChange(
                    UUID.fromString("019ad000-0000-7000-8000-000000000000"),
                    "lab",
                    new ProbeTarget(REF, "web"),
                    ProbeType.LIVENESS,
                    BY,
                    NOW,
                    new Shown(
                            "u1",
                            "10",
                            3,
                            null,
                            template(null),
                            template(PROBE),
                            null,
                            PROBE,
                            PROBE,
                            "",
                            "",
                            List.of(),
                            List.of()),
                    new ChangeState.Rehearsed());

    private static String template(@Nullable String probe) {
        return workload("1", 1, probe).templateText();
    }

    private static Workload workload(String version, long generation, @Nullable String probe) {
        return Workload.parse(
                """
                {"metadata":{"uid":"u1","resourceVersion":"%s","generation":%d},
                 "spec":{"template":{"spec":{"containers":[{"name":"web"%s}]}}}}
                """
                        .formatted(
                                version,
                                generation,
                                probe == null ? "" : ",\"livenessProbe\":" + probe));
    }

    private static WorkloadAnswer here(String version, long generation, @Nullable String probe) {
        return new WorkloadAnswer.Here(workload(version, generation, probe));
    }

    @BeforeEach
    void allIsAsItWasShown() {
        writer = at(NOW);
        given(cluster.info())
                .willReturn(
                        Optional.of(
                                new ClusterInfo(
                                        "lab", "lab", ClusterKind.KUBERNETES, "v1.36.2", null)));
        given(store.become(any(), any(), any(), anyString())).willReturn(true);
        given(api.read(REF)).willReturn(here("10", 3, null));
        given(api.rehearse(eq(REF), anyString())).willReturn(here("10", 4, PROBE));
        given(api.write(eq(REF), anyString())).willReturn(here("11", 4, PROBE));
    }

    private ProbeWriter at(Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new ProbeWriter(api, gate, store, new Settlement(api, store, cluster, clock), clock);
    }

    private ChangeState applied() {
        ChangeResult result = writer.apply(shown, Set.of(), BY, null);
        assertThat(result).isInstanceOf(ChangeResult.Made.class);
        return ((ChangeResult.Made) result).change().state();
    }

    @Test
    void theIntentIsStoredAfterTheDryRunAndBeforeTheWriteOfTheSamePatch() {
        assertThat(applied()).isEqualTo(new ChangeState.Applied(NOW, template(PROBE)));

        InOrder order = inOrder(api, store);
        order.verify(api).rehearse(eq(REF), anyString());
        order.verify(store)
                .become(shown, shown.with(new ChangeState.Applying(NOW, "10")), BY, "probe-change");
        order.verify(api).write(eq(REF), anyString());
        String sent =
                ProbePatch.of(
                        workload("10", 3, null),
                        workload("10", 3, null).place("web").orElseThrow(),
                        ProbeType.LIVENESS,
                        (tools.jackson.databind.node.ObjectNode)
                                tools.jackson.databind.json.JsonMapper.shared().readTree(PROBE));
        verify(api).rehearse(REF, sent);
        verify(api).write(REF, sent);
    }

    @Test
    void whatTheDryRunMakesOtherwiseThanShownIsNotWritten() {
        given(api.rehearse(eq(REF), anyString()))
                .willReturn(here("10", 4, "{\"tcpSocket\":{\"port\":9090},\"periodSeconds\":10}"));

        assertThat(writer.apply(shown, Set.of(), BY, null))
                .isInstanceOf(ChangeResult.Changed.class);

        verify(api, never()).write(any(), anyString());
    }

    @Test
    void whatWasChangedSinceItWasShownIsNotWritten() {
        given(api.read(REF)).willReturn(here("12", 5, null));

        assertThat(writer.apply(shown, Set.of(), BY, null))
                .isInstanceOf(ChangeResult.Changed.class);

        verify(api, never()).rehearse(any(), anyString());
        verify(api, never()).write(any(), anyString());
    }

    @Test
    void aStatusThatChangedWhileItWasWrittenIsNoChangeOfWhatIsWanted() {
        given(api.read(REF)).willReturn(here("10", 3, null), here("12", 3, null));
        given(api.write(eq(REF), anyString()))
                .willReturn(new WorkloadAnswer.Changed("test failed"), here("13", 4, PROBE));

        assertThat(applied()).isInstanceOf(ChangeState.Applied.class);

        verify(api, times(2)).write(any(), anyString());
    }

    @Test
    void whatSomebodyElseBeganIsNotWrittenTwice() {
        given(store.become(any(), any(), any(), anyString())).willReturn(false);

        assertThat(writer.apply(shown, Set.of(), BY, null))
                .isInstanceOf(ChangeResult.Changed.class);

        verify(api, never()).write(any(), anyString());
    }

    @Test
    void aWriteWithoutAnAnswerIsLookedAfterAndNeverRepeated() {
        given(api.write(eq(REF), anyString())).willReturn(new WorkloadAnswer.Unknown("cut"));
        given(api.read(REF)).willReturn(here("10", 3, null), here("11", 4, PROBE));

        assertThat(applied()).isInstanceOf(ChangeState.Applied.class);

        verify(api, times(1)).write(any(), anyString());
    }

    @Test
    void aWriteThatMayStillArriveIsOpenUntilItCannot() {
        given(api.write(eq(REF), anyString())).willReturn(new WorkloadAnswer.Unknown("cut"));

        assertThat(applied()).isEqualTo(new ChangeState.Applying(NOW, "10"));

        ProbeChange open = shown.with(new ChangeState.Applying(NOW, "10"));
        assertThat(settled(open, NOW.plusSeconds(70))).isEmpty();
        assertThat(settled(open, NOW.plusSeconds(80)))
                .hasValueSatisfying(
                        state -> assertThat(state).isInstanceOf(ChangeState.Failed.class));
        given(api.read(REF)).willReturn(here("11", 3, null));
        assertThat(settled(open, NOW.plusSeconds(1)))
                .as("at another version its test cannot hold")
                .hasValueSatisfying(
                        state -> assertThat(state).isInstanceOf(ChangeState.Failed.class));
    }

    private Optional<ChangeState> settled(ProbeChange open, Instant at) {
        return new Settlement(api, store, cluster, Clock.fixed(at, ZoneOffset.UTC))
                .look(open)
                .map(ProbeChange::state);
    }

    @Test
    void anUndoPutsTheEarlierTemplateBack() {
        ProbeChange applied = shown.with(new ChangeState.Applied(NOW, template(PROBE)));
        given(api.read(REF)).willReturn(here("20", 4, PROBE));
        given(api.rehearse(eq(REF), anyString())).willReturn(here("20", 5, null));
        given(api.write(eq(REF), anyString())).willReturn(here("21", 5, null));

        ChangeResult result = writer.undo(applied, BY);

        assertThat(result)
                .isEqualTo(
                        new ChangeResult.Made(
                                shown.with(
                                        new ChangeState.Undone(
                                                NOW,
                                                BY,
                                                new ChangeState.Applied(NOW, template(PROBE))))));
        verify(api).write(eq(REF), org.mockito.ArgumentMatchers.contains("\"op\":\"replace\""));
    }

    @Test
    void whatSomebodyHasChangedSinceIsNotTakenBack() {
        ProbeChange applied = shown.with(new ChangeState.Applied(NOW, template(PROBE)));
        given(api.read(REF))
                .willReturn(here("20", 5, "{\"tcpSocket\":{\"port\":8080},\"periodSeconds\":11}"));

        assertThat(writer.undo(applied, BY))
                .isInstanceOfSatisfying(
                        ChangeResult.Changed.class,
                        changed ->
                                assertThat(changed.reason().arguments())
                                        .contains(
                                                "spec.containers[0].livenessProbe.periodSeconds"));
        verify(api, never()).write(any(), anyString());
    }

    @Test
    void anUndoThatDidNotArriveLeavesItApplied() {
        ChangeState.Applied applied = new ChangeState.Applied(NOW, template(PROBE));
        ProbeChange open = shown.with(new ChangeState.Undoing(NOW, BY, "20", applied));
        given(api.read(REF)).willReturn(here("22", 4, PROBE));

        assertThat(settled(open, NOW.plus(Duration.ofSeconds(1)))).hasValue(applied);
    }
}
