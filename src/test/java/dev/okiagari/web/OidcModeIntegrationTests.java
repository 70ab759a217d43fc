package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Whom a provider's answer lets in, and whom it does not. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        classes = LocalModeIntegrationTests.WithDatabase.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:oidc-mode;DB_CLOSE_DELAY=-1")
@DirtiesContext
@Tag("database")
class OidcModeIntegrationTests {

    private static final StubProvider PROVIDER = new StubProvider();
    private static final String SESSION = "okiagari-session";
    private static final String PENDING = "okiagari-login";

    @Autowired private JdbcClient database;
    @Autowired private Environment environment;
    @LocalServerPort private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        arguments()
                .forEach(setting -> {
                    String[] parts = setting.substring(2).split("=", 2);
                    registry.add(parts[0], () -> parts[1]);
                });
    }

    private static Stream<String> arguments() {
        return Stream.of(
                "--okiagari.security.mode=oidc",
                "--okiagari.security.oidc.issuer=" + PROVIDER.issuer(),
                "--okiagari.security.oidc.client-id=" + StubProvider.CLIENT,
                "--okiagari.security.oidc.client-secret=" + StubProvider.SECRET,
                "--okiagari.security.oidc.name=the provider",
                "--okiagari.security.oidc.roles[0].group=sre",
                "--okiagari.security.oidc.roles[0].admin=*",
                "--spring.messages.basename=messages/security,messages/api");
    }

    @BeforeEach
    void aUserOfTheProvider() {
        PROVIDER.comesBack();
        PROVIDER.knows("sub-anna", "anna", "sre", "staff");
    }

    @AfterAll
    static void end() {
        PROVIDER.close();
    }

    @Test
    void aPageLeadsToTheLoginWhichNamesTheProvider() {
        var browser = browser();

        assertThat(location(browser.get("/token")).getPath()).isEqualTo("/login");
        assertThat(browser.get("/login").body())
                .contains("href=\"/login/oidc\"", "Log in with the provider")
                .doesNotContain("password", "role=\"alert\"");
    }

    @Test
    void thePersonIsSentWithAChallengeAStateAndANonce() {
        var asked = StubProvider.parameters(location(browser().get("/login/oidc")).getRawQuery());

        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("client_id", StubProvider.CLIENT)
                .containsEntry("redirect_uri", "http://127.0.0.1:" + port + "/login/oidc/callback")
                .containsKeys("code_challenge", "state", "nonce")
                .doesNotContainKey("code_verifier");
    }

    @Test
    void aLoginLeadsToThePageThatWasAskedFor() {
        var browser = browser();
        browser.get("/token");

        assertThat(location(logIn(browser)).toString()).isEqualTo("/token");
        assertThat(actor(browser)).isEqualTo("anna by oidc from 127.0.0.1");
        assertThat(browser.cookie(PENDING)).isNull();
        assertThat(audit()).contains("anna login done");
    }

    @Test
    void itOutlivesARestartAndCountsOnAnotherReplica() {
        var browser = browser();
        logIn(browser);

        try (var other = replica()) {
            var there = new Visitor(other.getWebServer().getPort()).with("Accept", "text/html");
            there.cookie(SESSION, String.valueOf(browser.cookie(SESSION)));
            assertThat(actor(there)).startsWith("anna by oidc");
        }
    }

    @Test
    void aLoginThatBeganHereEndsOnAnotherReplica() {
        var browser = browser();
        URI callback = PROVIDER.answer(location(browser.get("/login/oidc")));

        try (var other = replica()) {
            var there = new Visitor(other.getWebServer().getPort()).with("Accept", "text/html");
            there.cookie(PENDING, String.valueOf(browser.cookie(PENDING)));
            assertThat(location(there.get(pathOf(callback))).toString()).isEqualTo("/");
            assertThat(actor(there)).startsWith("anna by oidc");
        }
    }

    @Test
    void aForgedStateIsRefusedAndTakesNoLoginAway() {
        var browser = browser();
        URI callback = PROVIDER.answer(location(browser.get("/login/oidc")));
        String forged = pathOf(callback).replaceFirst("state=[^&]*", "state=forged");

        assertRefused(browser.get(forged), "stale");
        assertThat(browser.cookie(SESSION)).isNull();
        assertThat(location(browser.get(pathOf(callback))).toString()).isEqualTo("/");
    }

    @Test
    void theAnswerForAnotherBrowserIsRefused() {
        URI callback = PROVIDER.answer(location(browser().get("/login/oidc")));
        var victim = browser();
        victim.get("/login/oidc");

        assertRefused(victim.get(pathOf(callback)), "stale");
        assertRefused(browser().get(pathOf(callback)), "stale");
    }

    @Test
    void aCodeCountsOnce() {
        var browser = browser();
        URI callback = PROVIDER.answer(location(browser.get("/login/oidc")));
        String pending = String.valueOf(browser.cookie(PENDING));
        browser.get(pathOf(callback));

        assertRefused(browser().cookie(PENDING, pending).get(pathOf(callback)), "stale");
    }

    @Test
    void aStolenCodeIsOfNoUseInALoginOfOnesOwn() {
        var victim = browser();
        String stolen =
                StubProvider.parameters(
                                PROVIDER.answer(location(victim.get("/login/oidc"))).getRawQuery())
                        .get("code");
        var thief = browser();
        URI own = PROVIDER.answer(location(thief.get("/login/oidc")));

        assertRefused(thief.get(pathOf(own).replaceFirst("code=[^&]*", "code=" + stolen)), "stale");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?state=a", "?code=a", "?code=a&state=b", "?error=x&state=b"})
    void whatIsNoAnswerIsRefused(String query) {
        assertRefused(browser().get("/login/oidc/callback" + query), "stale");
    }

    @Test
    void whatIsNoPendingLoginIsNone() {
        assertRefused(
                browser()
                        .cookie(PENDING, "A".repeat(200))
                        .get("/login/oidc/callback?code=a&state=b"),
                "stale");
    }

    static Stream<Arguments> tokens() {
        return Stream.of(
                Arguments.of("another nonce", change(token -> token.claim("nonce", "other"))),
                Arguments.of("no nonce", change(token -> token.claim("nonce", null))),
                Arguments.of("another audience", change(token -> token.audience("other"))),
                Arguments.of(
                        "several audiences, made for another",
                        change(token ->
                                token.audience(List.of("other", StubProvider.CLIENT))
                                        .claim("azp", "other"))),
                Arguments.of(
                        "another issuer", change(token -> token.issuer("https://evil.example"))),
                Arguments.of("no subject", change(token -> token.subject(null))),
                Arguments.of(
                        "expired",
                        change(token ->
                                token.issueTime(Date.from(Instant.now().minusSeconds(600)))
                                        .expirationTime(
                                                Date.from(Instant.now().minusSeconds(300))))),
                Arguments.of(
                        "of tomorrow",
                        change(token ->
                                token.issueTime(Date.from(Instant.now().plusSeconds(3_600)))
                                        .expirationTime(
                                                Date.from(Instant.now().plusSeconds(7_200))))));
    }

    private static UnaryOperator<JWTClaimsSet.Builder> change(
            UnaryOperator<JWTClaimsSet.Builder> change) {
        return change;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokens")
    void anIdTokenThatIsNotForThisLoginIsRefused(
            String what, UnaryOperator<JWTClaimsSet.Builder> changed) {
        PROVIDER.claims(changed);

        assertRefused(logIn(browser()), "untrusted");
    }

    static Stream<Arguments> signatures() {
        return Stream.of(
                Arguments.of("unsigned", how(StubProvider::unsigned)),
                Arguments.of("of another key", how(StubProvider::forged)),
                Arguments.of("by the client's secret", how(StubProvider::byClientSecret)),
                Arguments.of("by the public key", how(StubProvider::byPublicKey)));
    }

    private static BiFunction<RSAKey, JWTClaimsSet, String> how(
            BiFunction<RSAKey, JWTClaimsSet, String> how) {
        return how;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signatures")
    void anIdTokenThatTheProviderHasNotSignedIsRefused(
            String what, BiFunction<RSAKey, JWTClaimsSet, String> how) {
        PROVIDER.signs(how);

        assertRefused(logIn(browser()), "untrusted");
    }

    @Test
    void whoeverHasNoRoleIsToldSo() {
        PROVIDER.knows("sub-otto", "otto", "staff");
        var browser = browser();

        assertRefused(logIn(browser), "no-role");
        assertThat(browser.get("/login?problem=no-role").body())
                .contains("none of your groups has a role", "other=true");
        assertThat(audit()).contains("otto login refused: no role");
    }

    @Test
    void somebodyElseMayWantIn() {
        assertThat(location(browser().get("/login/oidc?other=true")).getRawQuery())
                .contains("prompt=login");
    }

    @Test
    void nobodyComesInByTheNameOfAnother() {
        PROVIDER.knows("sub-first", "paula", "sre");
        logIn(browser());
        PROVIDER.knows("sub-second", "paula", "sre");

        assertRefused(logIn(browser()), "taken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two\nlines", "a\u202eb", "<script>"})
    void aNameThatCannotBeOneIsRefused(String name) {
        PROVIDER.knows("sub-odd", name, "sre");

        assertRefused(logIn(browser()), "nameless");
    }

    @Test
    void whatThePersonRefusesThereIsRefusedHere() {
        var browser = browser();
        URI sent = location(browser.get("/login/oidc"));
        String state = StubProvider.parameters(sent.getRawQuery()).get("state");

        assertRefused(
                browser.get("/login/oidc/callback?error=access_denied&state=" + state), "denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example/",
                "\\\\evil.example",
                "javascript:alert(1)"
            })
    void noCookieLeadsElsewhereAfterTheLogin(String elsewhere) {
        var browser = browser();
        browser.cookie(
                "REDIRECT_URI",
                Base64.getEncoder().encodeToString(elsewhere.getBytes(StandardCharsets.UTF_8)));

        assertThat(location(logIn(browser)).toString()).isEqualTo("/");
    }

    @Test
    void aLogoutEndsTheSessionAndLeadsToTheProviders() {
        var browser = browser();
        logIn(browser);
        String session = String.valueOf(browser.cookie(SESSION));
        String idToken = PROVIDER.tokenGiven();
        HttpResponse<String> left = logOut(browser);

        assertThat(left.statusCode()).isEqualTo(200);
        assertThat(left.body()).contains("logged out of Okiagari").doesNotContain(idToken);
        String refresh = left.headers().firstValue("Refresh").orElseThrow();
        assertThat(refresh).startsWith("0; url=" + PROVIDER.issuer() + "/leave?from=menu&");
        assertThat(StubProvider.parameters(refresh.replaceFirst(".*\\?", "")))
                .containsEntry("id_token_hint", idToken)
                .containsEntry("client_id", StubProvider.CLIENT)
                .containsEntry("post_logout_redirect_uri", "http://127.0.0.1:" + port + "/login");
        assertThat(browser().cookie(SESSION, session).get("/api/actor").statusCode())
                .isEqualTo(401);
        assertThat(audit()).contains("anna logout done");
    }

    @Test
    void whileTheProviderIsAwayThePageSaysSoAndNothingElseFails() {
        var browser = browser();
        logIn(browser);
        var late = browser();
        URI callback = PROVIDER.answer(location(late.get("/login/oidc")));
        PROVIDER.goesAway();

        assertRefused(late.get(pathOf(callback)), "away");
        assertThat(late.get("/login").body()).contains("role=\"alert\"", "does not answer");
        assertRefused(late.get("/login/oidc"), "away");
        assertThat(new Visitor(port).get("/actuator/health").statusCode()).isEqualTo(503);
        assertThat(new Visitor(port).get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(actor(browser)).startsWith("anna");
    }

    @Test
    void itStartsWhileTheProviderIsAway(CapturedOutput output) {
        PROVIDER.goesAway();
        try (var other = replica()) {
            var there = new Visitor(other.getWebServer().getPort()).with("Accept", "text/html");
            assertThat(there.get("/login").body()).contains("role=\"alert\"", "does not answer");
            assertThat(output.getAll()).contains("so that nobody can log in: java.net.Connect");
            PROVIDER.comesBack();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(there.get("/login").body())
                                    .doesNotContain("role=\"alert\""));
            assertThat(location(logIn(there)).toString()).isEqualTo("/");
        }
    }

    @Test
    void aScriptWithoutATokenIsToldWhatToSend() {
        var answer = new Visitor(port).basic("anna", "password").get("/api/actor");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer");
        assertThat(answer.body()).doesNotContain("HTTP Basic");
    }

    @Test
    void noTokenIsPrintedOrKept(CapturedOutput output) {
        logIn(browser());
        String idToken = PROVIDER.tokenGiven();
        PROVIDER.claims(token -> token.audience("other"));
        logIn(browser());

        assertThat(output.getAll())
                .contains("A login came to nothing")
                .doesNotContain(idToken, PROVIDER.tokenGiven(), StubProvider.SECRET, "access-");
        assertThat(rows()).isNotEmpty().noneMatch(row -> row.contains(idToken));
        assertThat(rows()).noneMatch(row -> row.contains(idToken.split("\\.")[1]));
    }

    private List<String> rows() {
        return Stream.of("security_session", "security_oidc_user", "security_key", "audit")
                .flatMap(table ->
                        database.sql("select * from " + table).query().listOfRows().stream())
                .map(Map::toString)
                .toList();
    }

    private List<String> audit() {
        return database.sql("select username, action, result from audit")
                .query((row, _) ->
                        row.getString(1) + " " + row.getString(2) + " " + row.getString(3))
                .list();
    }

    private static void assertRefused(HttpResponse<String> answer, String why) {
        assertThat(location(answer).toString()).isEqualTo("/login?problem=" + why);
    }

    private static String actor(Visitor visitor) {
        HttpResponse<String> answer = visitor.get("/api/actor");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static HttpResponse<String> logIn(Visitor browser) {
        return browser.get(pathOf(PROVIDER.answer(location(browser.get("/login/oidc")))));
    }

    private static HttpResponse<String> logOut(Visitor browser) {
        String token = browser.get("/token").body();
        return browser.send(
                "POST", "/logout", "_csrf=" + token, "application/x-www-form-urlencoded");
    }

    private static String pathOf(URI callback) {
        return callback.getRawPath() + "?" + callback.getRawQuery();
    }

    private static URI location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(302);
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    private Visitor browser() {
        return new Visitor(port).with("Accept", "text/html");
    }

    /** Another process on the same database, as after a restart. */
    private ReactiveWebServerApplicationContext replica() {
        String url = "--spring.datasource.url=" + environment.getProperty("spring.datasource.url");
        return (ReactiveWebServerApplicationContext)
                new SpringApplicationBuilder(LocalModeIntegrationTests.WithDatabase.class)
                        .run(
                                Stream.concat(Stream.of("--server.port=0", url), arguments())
                                        .toArray(String[]::new));
    }
}
