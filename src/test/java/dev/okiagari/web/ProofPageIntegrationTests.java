package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.PodRef;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.Probes;
import dev.okiagari.cluster.Span;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.experiment.Forecast;
import dev.okiagari.experiment.Outcome;
import dev.okiagari.experiment.Refused;
import dev.okiagari.liveness.ChangeResult;
import dev.okiagari.liveness.ChangeState;
import dev.okiagari.liveness.Hang;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.liveness.ProbeChanges;
import dev.okiagari.liveness.ProbeForecast;
import dev.okiagari.liveness.ProbeTarget;
import dev.okiagari.liveness.Shown;
import dev.okiagari.proof.Agreement;
import dev.okiagari.proof.Proof;
import dev.okiagari.proof.ProofPlan;
import dev.okiagari.proof.ProofRefused;
import dev.okiagari.proof.ProofRequest;
import dev.okiagari.proof.ProofResult;
import dev.okiagari.proof.ProofState;
import dev.okiagari.proof.ProofStep;
import dev.okiagari.proof.ProofVerdict;
import dev.okiagari.proof.Proofs;
import dev.okiagari.proof.Sight;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Guard;
import dev.okiagari.safety.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;

/** What a proof would do, how it goes, and its report, without script. */
@SpringBootTest(
        classes = PagesTestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.http.codecs.max-in-memory-size=4MB")
@AutoConfigureWebTestClient(timeout = "60s")
class ProofPageIntegrationTests {

    private static final UUID ID = UUID.fromString("019ad000-0000-7000-8000-000000000000");
    private static final UUID CHANGE = UUID.fromString("019ad000-0000-7000-8000-000000000001");
    private static final UUID FIRST = UUID.fromString("019ad000-0000-7000-8000-000000000002");
    private static final UUID SECOND = UUID.fromString("019ad000-0000-7000-8000-000000000003");
    private static final ProbeTarget TARGET =
            new ProbeTarget(new WorkloadRef("shop", "Deployment", "<b>web</b>"), "app");
    private static final Actor BY = new Actor("ann", null, "none");
    private static final ProbeForecast FORECAST =
            new ProbeForecast.Restarted(
                    ProbeType.LIVENESS,
                    Hang.FROZEN,
                    span(21, 31),
                    span(51, 62),
                    span(51, 64),
                    span(52, 66));

    @Autowired WebTestClient client;
    @Autowired ShownBench bench;
    @Autowired ProbeChanges changes;
    @Autowired Proofs proofs;

    private static Span span(int min, int max) {
        return new Span(Duration.ofSeconds(min), Duration.ofSeconds(max));
    }

    @BeforeEach
    void aDryRun() {
        reset(changes, proofs);
        given(changes.find(CHANGE)).willReturn(Optional.of(change(new ChangeState.Rehearsed())));
    }

    private static ProbeChange change(ChangeState state) {
        return new ProbeChange(
                CHANGE,
                "lab",
                TARGET,
                ProbeType.LIVENESS,
                BY,
                PagesFixture.NOW,
                new Shown(
                        "u1",
                        "10",
                        3,
                        "abc",
                        "{}",
                        "{}",
                        null,
                        "{\"httpGet\":{\"path\":\"/ok\",\"port\":8080}}",
                        null,
                        " image: <script>alert(1)</script>\n+livenessProbe:\n",
                        "kind: Deployment\n",
                        List.of(),
                        List.of()),
                state);
    }

    private static Agreement agreement(ProbeForecast forecast) {
        return new Agreement(
                CHANGE,
                ProbeChange.Kind.ADDED,
                new PodRef("shop", "web-<i>1</i>", "u"),
                null,
                forecast,
                180,
                null,
                Set.of());
    }

    private static ProofPlan plan(Refusal... refusals) {
        return new ProofPlan(
                change(new ChangeState.Rehearsed()),
                agreement(FORECAST),
                new Forecast(
                        Outcome.SUSPENDED,
                        List.of(Outcome.SUSPENDED),
                        Message.of("experiment.forecast.hang-unnoticed", 180),
                        List.of(),
                        List.of(),
                        null,
                        null),
                List.of(refusals));
    }

    private static Proof proof(
            ProofState state, @Nullable Sight before, @Nullable Sight after, ProbeType type) {
        return proof(state, FIRST, before, after, type);
    }

    private static Proof proof(
            ProofState state,
            UUID first,
            @Nullable Sight before,
            @Nullable Sight after,
            ProbeType type) {
        return new Proof(
                ID,
                "lab",
                TARGET,
                type,
                BY,
                PagesFixture.NOW,
                agreement(FORECAST),
                state,
                first,
                SECOND,
                before,
                after,
                List.of(
                        new ProofStep(
                                PagesFixture.NOW,
                                Message.of("proof.step.hangs-before", "<u>pod</u>", 180))));
    }

    private static Proof finished() {
        return finished(FIRST);
    }

    private static Proof finished(UUID first) {
        return proof(
                new ProofState.Finished(
                        PagesFixture.NOW,
                        new ProofVerdict(
                                ProofVerdict.Conclusion.PROVEN,
                                Message.of("proof.verdict.before.unnoticed.added", "180.2"),
                                Message.of("proof.verdict.after.restarted", "58.0", 51, 64))),
                first,
                new Sight(180.2, null, null, null, null, null, null),
                new Sight(57, 27.0, 57.0, 58.0, 59.5, null, null),
                ProbeType.LIVENESS);
    }

    private String page(String path, String language, int status) {
        return String.valueOf(
                client.get()
                        .uri(path)
                        .accept(MediaType.TEXT_HTML)
                        .header(HttpHeaders.ACCEPT_LANGUAGE, language)
                        .exchange()
                        .expectStatus()
                        .isEqualTo(status)
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody());
    }

    private WebTestClient.ResponseSpec send(String path, String language, String... values) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        for (int i = 0; i < values.length; i += 2) {
            form.add(values[i], values[i + 1]);
        }
        return client.post()
                .uri(path)
                .accept(MediaType.TEXT_HTML)
                .header(HttpHeaders.ACCEPT_LANGUAGE, language)
                .body(BodyInserters.fromFormData(form))
                .exchange();
    }

    private String sent(String path, String language, int status, String... values) {
        return String.valueOf(
                send(path, language, values)
                        .expectStatus()
                        .isEqualTo(status)
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody());
    }

    private static void isWellWritten(String page) {
        assertThat(page)
                .doesNotContain("??", "web.proof.", "proof.verdict.", "proof.step.")
                .doesNotContain("<b>web", "<i>1", "<u>pod", "<script>alert");
    }

    @Test
    void theDryRunOffersAProofAndTellsOfEarlierOnes() {
        given(proofs.of(CHANGE)).willReturn(List.of(finished()));

        String page = page("/liveness/changes/" + CHANGE, "en", 200);

        assertThat(page)
                .contains("action=\"/proofs/plan\"", "Prove it…", "href=\"/proofs/" + ID + "\"");
        isWellWritten(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja"})
    void openingThePageLooksIntoNothing(String language) throws InterruptedException {
        String page = page("/proofs/plan?change=" + CHANGE, language, 200);

        isWellWritten(page);
        assertThat(page).contains("action=\"/proofs/plan\"").doesNotContain("action=\"/proofs\"");
        verify(proofs, never()).plan(any(), any());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja"})
    void whatWouldFollowIsSaidBeforeItIsBegun(String language) throws InterruptedException {
        given(proofs.plan(any(), any()))
                .willReturn(
                        plan(
                                new Refusal(
                                        Guard.LAST_READY_REPLICA,
                                        Message.of("safety.guard.last-ready-replica", "web"))));

        String page = sent("/proofs/plan", language, 200, "change", CHANGE.toString());

        isWellWritten(page);
        assertThat(page)
                .contains("180", "value=\"last-ready-replica\"", "web-&lt;i&gt;1&lt;/i&gt;")
                .contains("action=\"/proofs\"", "class=\"hang-bar\"");
    }

    @Test
    void whatCannotBeHungIsSaidAndNothingCanBeBegun() throws InterruptedException {
        given(proofs.plan(any(), any()))
                .willReturn(
                        new ProofRefused.NotHung(
                                new Refused.Hopeless(
                                        new Forecast(
                                                Outcome.IMPOSSIBLE,
                                                List.of(Outcome.IMPOSSIBLE),
                                                Message.of(
                                                        "experiment.forecast.only-primary", "puma"),
                                                List.of(),
                                                List.of(),
                                                null,
                                                null))));

        String page = sent("/proofs/plan", "en", 409, "change", CHANGE.toString());

        assertThat(page)
                .contains("There is no process but PID 1 (puma)", "Nothing was done")
                .doesNotContain("action=\"/proofs\"");
    }

    @Test
    void itIsBegunWithWhatWasConfirmed() throws InterruptedException {
        given(proofs.start(any(), any())).willReturn(new ProofResult.Started(finished()));

        send(
                        "/proofs",
                        "en",
                        "change",
                        CHANGE.toString(),
                        "pod",
                        "web-1",
                        "confirm",
                        "last-ready-replica")
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location("/proofs/" + ID);

        verify(proofs)
                .start(
                        eq(
                                new ProofRequest(
                                        new ProofRequest.ById(CHANGE),
                                        "web-1",
                                        Set.of(Guard.LAST_READY_REPLICA))),
                        any());
    }

    @Test
    void aRefusalAsksTheSameAgain() throws InterruptedException {
        Refusal refusal =
                new Refusal(
                        Guard.LAST_READY_REPLICA,
                        Message.of("safety.guard.last-ready-replica", "web"));
        given(proofs.start(any(), any()))
                .willReturn(new ProofRefused.NotHung(new Refused.Guarded(List.of(refusal))));
        given(proofs.plan(any(), any())).willReturn(plan(refusal));

        String page = sent("/proofs", "en", 409, "change", CHANGE.toString());

        assertThat(page).contains("role=\"alert\"", "value=\"last-ready-replica\"");
    }

    @Test
    void aChangeThatIsNotThereIsNotFoundAndNoneIsBadInput() {
        String unknown = page("/proofs/plan?change=" + ID, "en", 404);
        assertThat(unknown).doesNotContain("??");
        assertThat(page("/proofs/plan", "en", 400)).doesNotContain("??");
        assertThat(page("/proofs/" + ID, "en", 404)).doesNotContain("??");
    }

    @Test
    void theHangsOfAProofLeadBackToItAndOtherExperimentsToNone() {
        bench.clear();
        bench.experiments.add(
                ExperimentsFixture.restarted(
                        PagesFixture.pod(
                                "hello", "hello-1", PagesFixture.running("web", 0, Probes.NONE)),
                        true,
                        ""));
        String experiment = "/experiments/" + ExperimentsFixture.ID;
        String back = "href=\"/proofs/" + ID + "\"";
        given(proofs.list(any())).willReturn(List.of(finished(ExperimentsFixture.ID)));
        assertThat(page(experiment, "en", 200)).contains(back);

        given(proofs.list(any())).willReturn(List.of(finished(FIRST)));
        assertThat(page(experiment, "en", 200)).doesNotContain(back);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja"})
    void theReportShowsBothHangsAndOffersTheWayBack(String language) {
        given(proofs.find(ID)).willReturn(Optional.of(finished()));
        given(changes.find(CHANGE))
                .willReturn(Optional.of(change(new ChangeState.Applied(PagesFixture.NOW, "{}"))));

        String page = page("/proofs/" + ID, language, 200);

        isWellWritten(page);
        assertThat(page)
                .contains("href=\"/experiments/" + FIRST + "\"")
                .contains("href=\"/experiments/" + SECOND + "\"")
                .contains("class=\"phase-hang\"", "class=\"phase-grace\"", "phases-forecast")
                .contains("form=\"undo\"", "+livenessProbe:".substring(1))
                .doesNotContain("form=\"stop\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hanging-before", "changing", "rolling-out", "hanging-after"})
    void eachStepHasItsWordsAndCanBeStopped(String which) {
        ProofState state =
                switch (which) {
                    case "hanging-before" -> new ProofState.HangingBefore(PagesFixture.NOW);
                    case "changing" -> new ProofState.Changing(PagesFixture.NOW);
                    case "rolling-out" -> new ProofState.RollingOut(PagesFixture.NOW);
                    default -> new ProofState.HangingAfter(PagesFixture.NOW);
                };
        given(proofs.find(ID))
                .willReturn(Optional.of(proof(state, null, null, ProbeType.READINESS)));

        String page = page("/proofs/" + ID, "en", 200);

        isWellWritten(page);
        assertThat(page)
                .contains("form=\"stop\"", "aria-current=\"step\"")
                .doesNotContain("form=\"undo\"");
    }

    @Test
    void whatEndedEarlySaysWhereAndWhy() {
        given(proofs.find(ID))
                .willReturn(
                        Optional.of(
                                proof(
                                        new ProofState.Failed(
                                                PagesFixture.NOW,
                                                "rolling-out",
                                                Message.of("proof.failed.not-rolled-out")),
                                        new Sight(180, null, null, null, null, 25.0, 181.0),
                                        null,
                                        ProbeType.READINESS)));

        String page = page("/proofs/" + ID, "en", 200);

        isWellWritten(page);
        assertThat(page)
                .contains("Not every pod came back ready", "ended here")
                .contains("class=\"phase-hang\"", "class=\"phase-out\"", "hung, and gets traffic");
    }

    @Test
    void theReasonWhyItIsNotUndoneIsSaid() {
        given(proofs.find(ID)).willReturn(Optional.of(finished()));
        given(changes.undo(eq(CHANGE), any()))
                .willReturn(
                        new ChangeResult.Changed(
                                Message.of(
                                        "liveness.change.template-changed-since",
                                        "web",
                                        "spec.containers[0].image",
                                        "kubectl-edit")));

        assertThat(sent("/proofs/" + ID + "/undo", "en", 409))
                .contains("Somebody has changed web since");
    }

    @Test
    void itIsStoppedByItsId() {
        given(proofs.find(ID)).willReturn(Optional.of(finished()));

        send("/proofs/" + ID + "/stop", "en").expectStatus().isSeeOther();

        verify(proofs).stop(eq(ID), any());
    }

    @Test
    void proofsAreListed() {
        given(proofs.list(any())).willReturn(List.of(finished()));

        String page = page("/proofs", "en", 200);

        isWellWritten(page);
        assertThat(page).contains("href=\"/proofs/" + ID + "\"", "Prove livenessProbe of app");
        given(proofs.list(any())).willReturn(List.of());
        assertThat(page("/proofs", "ja", 200)).contains("実証したプローブはまだありません");
    }
}
