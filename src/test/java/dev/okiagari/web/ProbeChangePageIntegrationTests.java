package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;

import dev.okiagari.cluster.Message;
import dev.okiagari.cluster.ProbeType;
import dev.okiagari.cluster.WorkloadRef;
import dev.okiagari.liveness.ChangeResult;
import dev.okiagari.liveness.ChangeState;
import dev.okiagari.liveness.ProbeChange;
import dev.okiagari.liveness.ProbeChanges;
import dev.okiagari.liveness.ProbeDraft;
import dev.okiagari.liveness.ProbeHandler;
import dev.okiagari.liveness.ProbeRequest;
import dev.okiagari.liveness.ProbeSpec;
import dev.okiagari.liveness.ProbeTarget;
import dev.okiagari.liveness.Shown;
import dev.okiagari.safety.Actor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
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

/** The form of a probe, what a dry run made of it, and what became of it, without script. */
@SpringBootTest(
        classes = PagesTestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.http.codecs.max-in-memory-size=4MB")
@AutoConfigureWebTestClient(timeout = "60s")
class ProbeChangePageIntegrationTests {

    private static final UUID ID = UUID.fromString("019ad000-0000-7000-8000-000000000000");
    private static final WorkloadRef WEB = new WorkloadRef("shop", "Deployment", "web");
    private static final ProbeTarget TARGET = new ProbeTarget(WEB, "app");
    private static final ProbeSpec PROBE =
            new ProbeSpec(new ProbeHandler.HttpGet("/ok", "http"), 15, null, 12, null, null, null);
    private static final String FORM = "/liveness/change?namespace=shop&kind=Deployment&name=web";

    @Autowired WebTestClient client;
    @Autowired ProbeChanges changes;

    @BeforeEach
    void aContainerWithoutALivenessProbe() {
        reset(changes);
        given(changes.draft(eq(WEB), any(), any())).willReturn(draft(List.of()));
    }

    private static ProbeDraft draft(List<String> lacks) {
        return new ProbeDraft(
                TARGET,
                ProbeType.LIVENESS,
                List.of("app", "<i>side</i>"),
                List.of(new ProbeDraft.Port("http", 8080)),
                null,
                PROBE,
                List.of(Message.of("liveness.caution.argo", "<b>apps</b>")),
                lacks,
                List.of());
    }

    private static ProbeChange change(ChangeState state) {
        return new ProbeChange(
                ID,
                "lab",
                TARGET,
                ProbeType.LIVENESS,
                new Actor("ann", null, "none"),
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
                        " image: <script>alert(1)</script>\n+livenessProbe:\n-gone: 1\n",
                        "kind: Deployment\n",
                        List.of(Message.of("liveness.caution.nobody-listens", 8080)),
                        List.of()),
                state);
    }

    private String page(String path, String language, int status) {
        String body =
                client.get()
                        .uri(path)
                        .accept(MediaType.TEXT_HTML)
                        .header(HttpHeaders.ACCEPT_LANGUAGE, language)
                        .exchange()
                        .expectStatus()
                        .isEqualTo(status)
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();
        return String.valueOf(body);
    }

    private WebTestClient.ResponseSpec send(String path, MultiValueMap<String, String> form) {
        return client.post()
                .uri(path)
                .accept(MediaType.TEXT_HTML)
                .body(BodyInserters.fromFormData(form))
                .exchange();
    }

    private static MultiValueMap<String, String> form(String... namesAndValues) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("namespace", "shop");
        form.add("kind", "Deployment");
        form.add("name", "web");
        form.add("container", "app");
        form.add("type", "liveness");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return form;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja"})
    void theFormBeginsWithWhatFitsAndShowsWhatToKnow(String language) {
        String page = page(FORM, language, 200);

        assertThat(page)
                .contains("value=\"/ok\"", "value=\"http\"", "value=\"15\"", "value=\"12\"")
                .contains("&lt;b&gt;apps&lt;/b&gt;", "&lt;i&gt;side&lt;/i&gt;")
                .doesNotContain("<b>apps", "??", "web.change.");
    }

    @Test
    void whatIsNotAllowedIsSaidBeforeAnybodyClicks() {
        given(changes.draft(eq(WEB), any(), any())).willReturn(draft(List.of("patch deployments")));

        String page = page(FORM, "en", 200);

        assertThat(page).contains("<code>patch deployments</code>");
        assertThat(page).containsPattern("<button class=\"primary\"[^>]* disabled=\"disabled\"");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        given(changes.draft(eq(WEB), any(), any()))
                .willReturn(
                        new dev.okiagari.liveness.DraftResult.None(
                                new ChangeResult.Gone(
                                        Message.of(
                                                "liveness.change.no-workload",
                                                "Deployment",
                                                "web",
                                                "shop"))));

        assertThat(page(FORM, "en", 404)).contains("There is no Deployment web");
    }

    @Test
    void argumentsOfACommandAreTakenAsTheyAre() throws InterruptedException {
        given(changes.rehearse(any(), any(), any()))
                .willReturn(new ChangeResult.Made(change(new ChangeState.Rehearsed())));

        send(
                        "/liveness/changes",
                        form("handler", "exec", "command", "sh\r\n-c\r\necho 'a, b'; $(x)"))
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location("/liveness/changes/" + ID);

        ArgumentCaptor<ProbeRequest> asked = ArgumentCaptor.forClass(ProbeRequest.class);
        verify(changes).rehearse(asked.capture(), eq(Set.of()), any());
        ProbeSpec probe = asked.getValue().probe();
        assertThat(probe).isNotNull();
        assertThat(probe.handler())
                .isEqualTo(new ProbeHandler.Exec(List.of("sh", "-c", "echo 'a, b'; $(x)")));
    }

    @Test
    void whatTheClusterRefusesStandsAtItsFieldAndNothingIsLost() throws InterruptedException {
        given(changes.rehearse(any(), any(), any()))
                .willReturn(
                        new ChangeResult.Invalid(
                                List.of(
                                        new ChangeResult.Fault(
                                                "probe.period",
                                                Message.of(
                                                        "liveness.change.server-says",
                                                        "<u>must be 1</u>")),
                                        new ChangeResult.Fault(
                                                "probe.handler.port",
                                                Message.of(
                                                        "liveness.change.server-says", "port")))));

        String page =
                String.valueOf(
                        send(
                                        "/liveness/changes",
                                        form(
                                                "handler", "httpGet", "port", "70000", "path",
                                                "/kept", "period", "-1"))
                                .expectStatus()
                                .isEqualTo(422)
                                .expectBody(String.class)
                                .returnResult()
                                .getResponseBody());

        assertThat(page)
                .contains("id=\"wrong-period\"", "id=\"wrong-port\"", "&lt;u&gt;must be 1")
                .contains("value=\"/kept\"", "value=\"70000\"");
    }

    @Test
    void whatCannotBeReadIsSaidAtItsFieldToo() {
        String page =
                String.valueOf(
                        send(
                                        "/liveness/changes",
                                        form("handler", "tcpSocket", "port", "1", "timeout", "x"))
                                .expectStatus()
                                .isBadRequest()
                                .expectBody(String.class)
                                .returnResult()
                                .getResponseBody());

        assertThat(page).contains("id=\"wrong-timeout\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja"})
    void aDryRunIsShownWholeBeforeItCanBeApplied(String language) {
        given(changes.find(ID)).willReturn(Optional.of(change(new ChangeState.Rehearsed())));

        String page = page("/liveness/changes/" + ID, language, 200);

        assertThat(page)
                .contains("/liveness/changes/" + ID + "/apply", "kind: Deployment")
                .contains("&lt;script&gt;alert(1)")
                .contains("class=\"new\"", "class=\"gone\"")
                .doesNotContain("<script>alert", "form=\"undo\"", "??", "web.change.");
    }

    @Test
    void whatIsAppliedCanBeUndoneAndTheReasonWhyNotIsSaid() {
        ProbeChange applied = change(new ChangeState.Applied(PagesFixture.NOW, "{}"));
        given(changes.find(ID)).willReturn(Optional.of(applied));
        given(changes.undo(eq(ID), any()))
                .willReturn(
                        new ChangeResult.Changed(
                                Message.of(
                                        "liveness.change.template-changed-since",
                                        "web",
                                        "spec.containers[0].image",
                                        "kubectl-edit")));

        assertThat(page("/liveness/changes/" + ID, "en", 200))
                .contains("form=\"undo\"")
                .doesNotContain("/apply\"");
        String refused =
                String.valueOf(
                        send("/liveness/changes/" + ID + "/undo", form())
                                .expectStatus()
                                .isEqualTo(409)
                                .expectBody(String.class)
                                .returnResult()
                                .getResponseBody());
        assertThat(refused).contains("Somebody has changed web since: spec.containers[0].image");
    }

    @Test
    void theForecastFollowsTheForm() {
        String words =
                page(
                        "/liveness/change/forecast?namespace=shop&name=web&container=app"
                                + "&type=liveness&handler=httpGet&port=8080&timeout=12",
                        "en",
                        200);

        assertThat(words).contains("a hang is noticed after").doesNotContain("<html");
        assertThat(
                        page(
                                "/liveness/change/forecast?namespace=shop&name=web&container=app"
                                        + "&type=liveness&handler=httpGet&port=8080&timeout=x",
                                "en",
                                200))
                .contains("cannot be read");
    }

    @Test
    void changesAreListed() {
        given(changes.list(any()))
                .willReturn(List.of(change(new ChangeState.Applied(PagesFixture.NOW, "{}"))));

        assertThat(page("/liveness/changes", "en", 200))
                .contains("href=\"/liveness/changes/" + ID + "\"", "Add livenessProbe to app");
    }
}
