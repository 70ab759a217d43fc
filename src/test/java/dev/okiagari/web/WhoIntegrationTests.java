package dev.okiagari.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.okiagari.Application;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Who may come in, and what they may do: the whole application on its practice cluster. */
@SpringBootTest(
        classes = Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "okiagari.security.mode=local",
            "okiagari.data-dir=target/test-data/who",
            "spring.datasource.url=jdbc:h2:mem:who;DB_CLOSE_DELAY=-1"
        })
@DirtiesContext
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhoIntegrationTests {

    private static final String PASSWORD = "correct horse battery";
    private static final String SESSION = "okiagari-session";
    private static final String NOBODY = "00000000-0000-7000-8000-000000000000";
    private static final Set<String> OPEN = Set.of("/login", "/favicon.ico", "/favicon.svg");

    /** What takes no role: to stop everything, to read otherwise, to come and go. */
    private static final Set<String> FOR_EVERYBODY =
            Set.of(
                    "POST /halt",
                    "POST /api/halt",
                    "POST /preferences",
                    "POST /tokens",
                    "POST /tokens/{id}/revoke",
                    "POST /api/tokens",
                    "DELETE /api/tokens/{id}");

    private final AtomicInteger period = new AtomicInteger(20);
    @LocalServerPort private int port;
    @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;
    @Autowired private JdbcClient database;

    @DynamicPropertySource
    static void users(DynamicPropertyRegistry settings) {
        String hash = new BCryptPasswordEncoder(4).encode(PASSWORD);
        List<String> names = List.of("vera", "olaf", "anna", "lena");
        for (int i = 0; i < names.size(); i++) {
            String user = "okiagari.security.local.users[" + i + "].";
            String name = names.get(i);
            settings.add(user + "name", () -> name);
            settings.add(user + "password-hash", () -> hash);
        }
        settings.add("okiagari.security.local.users[1].operator", () -> "practice");
        settings.add("okiagari.security.local.users[2].admin", () -> "*");
        settings.add("okiagari.security.local.users[3].admin", () -> "lab-*,kitchen");
    }

    @BeforeEach
    void nothingIsHaltedAndTheClusterIsThere() {
        await().atMost(Duration.ofMinutes(1)).until(() -> !pod("hello-sinatra").isMissingNode());
        assertThat(script("anna").json("DELETE", "/api/halt", null).statusCode()).isEqualTo(200);
    }

    @Test
    void everyPathWithoutLoginShowsNothingButTheLogin() {
        List<String> paths = new ArrayList<>(List.of("/swagger-ui.html", "/v3/api-docs"));
        paths.addAll(
                List.of("/actuator", "/actuator/prometheus", "/webjars/swagger-ui/index.html"));
        paths.addAll(
                List.of(
                        "/nothing",
                        "/api/nothing",
                        "/actuator/env",
                        "/tokens/../audit",
                        "/assets/nothing.js"));
        routes().stream().map(route -> concrete(route.split(" ")[1])).forEach(paths::add);

        for (String path : paths) {
            if (!OPEN.contains(path)) {
                for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")) {
                    assertShowsNothing(
                            method, path, new Visitor(port).send(method, path, null, ""));
                }
            }
        }
        assertThat(paths).hasSizeGreaterThan(60);
    }

    private static void assertShowsNothing(String method, String path, HttpResponse<String> said) {
        if (path.equals("/preferences")) {
            return;
        }
        assertThat(said.statusCode())
                .as(method + " " + path)
                .isIn(302, 400, 401, 403, 404, 405, 415);
        assertThat(said.body()).as(method + " " + path).doesNotContain("hello-sinatra", "practice");
        if (said.statusCode() == 302) {
            assertThat(said.headers().firstValue("Location")).contains("/login");
        }
    }

    /** A row for each write; where there is no row for one, the test after this fails. */
    static Stream<String[]> writes() {
        String target =
                "{\"namespace\":\"practice\",\"pod\":\"POD\",\"container\":\"hello-sinatra\"}";
        String probe =
                """
                {"target":{"namespace":"practice","workload":{"kind":"Deployment","name":"sleeper"},
                "container":"sleeper"},"type":"liveness",
                "probe":{"handler":"httpGet / 8080 HTTP","period":10},"dryRun":true}
                """;
        String fault = "\"fault\":{\"type\":\"signal\",\"signal\":\"TERM\",\"pid\":1}";
        String form = "namespace=practice&pod=POD&container=hello-sinatra&type=signal&signal=WINCH";
        String change =
                "namespace=practice&kind=Deployment&name=sleeper&container=sleeper&type=liveness"
                        + "&handler=httpGet&port=8080";
        return Stream.of(
                row("POST /api/forecasts", "", "{\"target\":" + target + "," + fault + "}"),
                row(
                        "POST /api/experiments",
                        "",
                        "{\"target\":" + target + "," + fault + ",\"dryRun\":true}"),
                row("DELETE /api/experiments/{id}", "EXPERIMENT", ""),
                row("POST /experiments", "", form),
                row("POST /experiments/{id}/stop", "EXPERIMENT", "x=y"),
                row("POST /pods/{namespace}/{pod}/{container}/inspect", "", "x=y"),
                row(
                        "GET /api/processes",
                        "?namespace=practice&pod=POD&container=hello-sinatra",
                        ""),
                row("POST /api/probe-changes", "", probe),
                row("DELETE /api/probe-changes/{id}", "CHANGE", ""),
                row("POST /liveness/changes", "", change),
                row("POST /liveness/changes/{id}/apply", "CHANGE", "x=y"),
                row("POST /liveness/changes/{id}/undo", "CHANGE", "x=y"),
                row("POST /api/proofs", "", probe.replace(",\"dryRun\":true", "")),
                row("DELETE /api/proofs/{id}", "PROOF", ""),
                row("POST /proofs/plan", "", "change=CHANGE"),
                row("POST /proofs", "", "change=CHANGE"),
                row("POST /proofs/{id}/stop", "PROOF", "x=y"),
                row("POST /proofs/{id}/undo", "PROOF", "x=y"),
                row("DELETE /api/halt", "", ""),
                row("POST /halt/release", "", "back=/"),
                row("GET /api/history/export", "", ""),
                row("POST /api/history/import", "", "gzip"));
    }

    private static String[] row(String... cells) {
        return cells;
    }

    @ParameterizedTest
    @MethodSource("writes")
    void everyWriteIsRefusedToAViewer(String route, String id, String body) {
        HttpResponse<String> said = write("vera", route, id, body);

        assertThat(said.statusCode()).as(said.body()).isEqualTo(403);
        assertThat(said.body()).contains("viewer");
        assertThat(lastAudit("vera").path("result").asString()).isEqualTo("refused: role viewer");
    }

    @ParameterizedTest
    @MethodSource("writes")
    void noWriteIsRefusedToAnAdminForTheirRole(String route, String id, String body) {
        HttpResponse<String> said = write("anna", route, id, body);

        assertThat(said.statusCode()).as(said.body()).isNotEqualTo(403).isLessThan(500);
    }

    @ParameterizedTest
    @MethodSource("writes")
    void aRoleElsewhereIsNoneHere(String route, String id, String body) {
        assertThat(write("lena", route, id, body).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("writes")
    void anOperatorInjectsAndChangesNoProbe(String route, String id, String body) {
        boolean may =
                route.contains("experiments")
                        || route.contains("forecasts")
                        || route.contains("processes")
                        || route.contains("inspect")
                        || Set.of("DELETE /api/proofs/{id}", "POST /proofs/{id}/stop")
                                .contains(route);

        HttpResponse<String> said = write("olaf", route, id, body);

        assertThat(said.statusCode() == 403).as(route + ": " + said.body()).isEqualTo(!may);
    }

    @Test
    void noWriteIsForgottenInTheTable() {
        Set<String> known = new TreeSet<>(FOR_EVERYBODY);
        writes().map(row -> row[0]).forEach(known::add);

        assertThat(routes().stream().filter(route -> !route.startsWith("GET ")))
                .as("routes that write")
                .isSubsetOf(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vera", "olaf", "lena", "anna"})
    void whoeverIsLoggedInMayHalt(String user) {
        assertThat(script(user).json("POST", "/api/halt", null).statusCode()).isEqualTo(200);
        assertThat(Visitor.read(script(user).get("/api/halt")).path("by").asString())
                .isEqualTo(user);
    }

    @Test
    void aViewersPagesSayWhatIsNotForThem() {
        Visitor vera = browser("vera");
        String pod = pod("hello-sinatra").path("name").asString();
        vera.submit("/", "/halt", Map.of());

        assertThat(vera.get("/pods/practice/" + pod + "/hello-sinatra").body())
                .contains("takes the role operator; yours there is viewer")
                .contains("takes the role admin in all namespaces")
                .doesNotContain("/inspect\"", "data-inject", "action=\"/halt/release\"");
        assertThat(
                        vera.get(
                                        "/liveness/change?namespace=practice&kind=Deployment&name=sleeper"
                                                + "&container=sleeper&type=liveness")
                                .body())
                .contains("takes the role admin; yours there is viewer");
        assertThat(vera.with("Accept-Language", "ja").get("/tokens").body())
                .contains("vera", "(viewer)", "スクリプト用のトークン");
    }

    @Test
    void aViewerSeesNoCommandLines() {
        Visitor anna = script("anna");
        JsonNode done = Visitor.read(anna.json("POST", "/api/experiments", suspension(2)));
        String path = "/api/experiments/" + done.path("id").asString();

        assertThat(anna.get(path).body()).contains("\"command\"");
        assertThat(script("vera").get(path).body()).doesNotContain("\"command\"");
        assertThat(script("vera").get("/api/experiments").body()).doesNotContain("\"command\"");
        assertThat(script("vera").get(path.replace("/api", "") + "/export.json").statusCode())
                .isEqualTo(302);
        assertThat(browser("vera").get(path.replace("/api", "") + "/export.json").body())
                .doesNotContain("\"command\"");
    }

    @Test
    void aLoginIsASessionOfTheDatabase() {
        Visitor anna = new Visitor(port);
        HttpResponse<String> said = anna.logIn("anna", PASSWORD);

        assertThat(said.headers().firstValue("Location")).contains("/");
        assertThat(said.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie)
                                .startsWith(SESSION + "=")
                                .containsIgnoringCase("HttpOnly")
                                .contains("SameSite=Lax", "Path=/")
                                .doesNotContain("Secure"));
        String secret = anna.cookie(SESSION);
        assertThat(database.sql("select id from security_session").query(String.class).list())
                .isNotEmpty()
                .doesNotContain(secret);
        assertThat(lastAudit("anna").path("action").asString()).isEqualTo("login");

        anna.submit("/tokens", "/logout", Map.of());

        assertThat(anna.cookie(SESSION)).isNull();
        assertThat(new Visitor(port).cookie(SESSION, secret).get("/").statusCode()).isEqualTo(302);
        assertThat(lastAudit("anna").path("action").asString()).isEqualTo("logout");
    }

    @Test
    void aLoginLeadsToThePageThatWasAskedFor() {
        Visitor anna = new Visitor(port).with("Accept", "text/html");

        anna.get("/audit?user=x%20y");

        assertThat(anna.logIn("anna", PASSWORD).headers().firstValue("Location"))
                .contains("/audit?user=x%20y");
        anna.get("/audit?user=x%20y");
        assertThat(anna.cookie("REDIRECT_URI")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "https://evil.example/",
                "javascript:alert(1)",
                "\u0000",
                "/a\r\nSet-Cookie: x=y"
            })
    void aForgedPageLeadsNowhereElse(String page) {
        String forged = Base64.getEncoder().encodeToString(page.getBytes(StandardCharsets.UTF_8));
        Visitor anna = new Visitor(port).cookie("REDIRECT_URI", forged);

        HttpResponse<String> said = anna.logIn("anna", PASSWORD);

        assertThat(said.headers().firstValue("Location")).contains("/");
        assertThat(said.headers().allValues("Set-Cookie")).noneMatch(set -> set.startsWith("x="));
    }

    @Test
    void aSessionThatSomebodyElseBroughtIsNotTakenOver() {
        Visitor attacker = browser("vera");
        String planted = attacker.cookie(SESSION);
        Visitor victim = new Visitor(port).cookie(SESSION, planted);

        victim.logIn("anna", PASSWORD);

        assertThat(victim.cookie(SESSION)).isNotEqualTo(planted);
        assertThat(attacker.get("/").statusCode()).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "anna",
                "' or '1'='1",
                "../../../../etc/passwd",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm5hIn0."
            })
    void aForgedCookieIsNobody(String forged) {
        assertThat(new Visitor(port).cookie(SESSION, forged).get("/").statusCode()).isEqualTo(302);
        assertThat(new Visitor(port).cookie(SESSION, forged).get("/api/pods").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aForwardedHeaderThatNobodyTrustsChangesNothing() {
        assertThat(
                        new Visitor(port)
                                .with("X-Forwarded-Proto", "https")
                                .get("/login")
                                .headers()
                                .allValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).doesNotContain("Secure"));
    }

    @Test
    void aTokenLetsAScriptInUntilItIsRevoked() {
        JsonNode made = token("olaf", "{\"name\":\"ci\",\"role\":\"operator\",\"days\":1}");
        String secret = made.path("secret").asString();
        String id = made.path("token").path("id").asString();
        Visitor ci = new Visitor(port).bearer(secret);

        HttpResponse<String> said = ci.get("/api/pods");
        assertThat(said.statusCode()).isEqualTo(200);
        assertThat(said.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(secret).matches("oki_[A-Za-z0-9_-]{43}");
        assertThat(database.sql("select hash from security_token").query(String.class).list())
                .isNotEmpty()
                .noneMatch(hash -> hash.contains(secret.substring(4)));
        assertThat(script("olaf").get("/api/tokens").body())
                .contains("\"usedFrom\":\"127.0.0.1\"")
                .doesNotContain(secret);
        assertThat(ci.json("POST", "/api/halt", null).statusCode()).isEqualTo(200);
        assertThat(lastAudit("olaf").path("authentication").asString()).isEqualTo("token ci");

        assertThat(script("olaf").json("DELETE", "/api/tokens/" + id, null).statusCode())
                .isEqualTo(204);
        assertThat(ci.get("/api/pods").statusCode()).isEqualTo(401);
        assertThat(lastAudit("olaf").path("action").asString()).isEqualTo("token-revoke");
    }

    @Test
    void aTokenMayNoMoreThanItSays() {
        String forAll = token("anna", "{\"name\":\"r\"}").path("secret").asString();
        String lab =
                token("anna", "{\"name\":\"lab\",\"role\":\"admin\",\"namespaces\":[\"lab\"]}")
                        .path("secret")
                        .asString();

        for (String secret : List.of(forAll, lab)) {
            Visitor script = new Visitor(port).bearer(secret);
            assertThat(script.get("/api/pods").statusCode()).isEqualTo(200);
            assertThat(script.json("POST", "/api/experiments", suspension(1)).statusCode())
                    .isEqualTo(403);
            assertThat(script.json("DELETE", "/api/halt", null).statusCode()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    vera | {"name":"a","role":"operator"}                            | role
                    olaf | {"name":"a","role":"admin"}                               | role
                    olaf | {"name":"a","role":"operator","namespaces":["lab"]}       | namespaces
                    lena | {"name":"a","role":"admin","namespaces":["practice"]}     | namespaces
                    anna | {"name":"a","role":"admin","namespaces":["Lab; drop"]}    | namespaces
                    anna | {"name":"a","role":"admin","namespaces":[null]}           | namespaces
                    anna | {"name":"a","days":0}                                     | days
                    anna | {"name":"a","days":367}                                   | days
                    anna | {"name":""}                                               | name
                    anna | {"name":"=cmd(1)"}                                         | name
                    anna | {"name":"a\\nb"}                                          | name
                    anna | {"name":"<script>"}                                       | name
                    anna | {"role":"root","name":"a"}                                | role
                    anna | {"name":"a","owner":"vera"}                               | owner
                    """)
    void aTokenThatCannotBeIsRefusedAtItsField(String user, String body, String field) {
        HttpResponse<String> said = script(user).json("POST", "/api/tokens", body);

        assertThat(said.statusCode()).as(said.body()).isEqualTo(400);
        assertThat(Visitor.read(said).path("errors").path(0).path("field").asString())
                .isEqualTo(field);
    }

    @Test
    void aTokenMakesAndRevokesNone() {
        JsonNode made = token("anna", "{\"name\":\"root\",\"role\":\"admin\"}");
        Visitor script = new Visitor(port).bearer(made.path("secret").asString());
        String id = made.path("token").path("id").asString();

        assertThat(script.json("POST", "/api/tokens", "{\"name\":\"more\"}").statusCode())
                .isEqualTo(403);
        assertThat(script.json("DELETE", "/api/tokens/" + id, null).statusCode()).isEqualTo(403);
    }

    @Test
    void nobodySeesOrRevokesTheTokensOfOthers() {
        String id = token("anna", "{\"name\":\"private\"}").path("token").path("id").asString();

        assertThat(script("olaf").get("/api/tokens").body()).doesNotContain("private");
        assertThat(script("olaf").json("DELETE", "/api/tokens/" + id, null).statusCode())
                .isEqualTo(403);
        assertThat(
                        browser("olaf")
                                .submit("/tokens", "/tokens/" + id + "/revoke", Map.of())
                                .statusCode())
                .isEqualTo(403);
        assertThat(script("anna").get("/api/tokens").body()).contains("private");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer oki_",
                "Bearer oki_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "bearer ' or 1=1 --",
                "Bearer oki_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, Basic YW5uYTp4",
                "Basic",
                "Basic ====",
                "Negotiate oki_x"
            })
    void whatIsNoTokenIsNobody(String header) {
        HttpResponse<String> said =
                new Visitor(port).with("Authorization", header).get("/api/pods");

        assertThat(said.statusCode()).isIn(401, 429);
        assertThat(said.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void aTokenOpensNoPages() {
        String secret = token("anna", "{\"name\":\"pages\"}").path("secret").asString();

        assertThat(new Visitor(port).bearer(secret).get("/audit").statusCode()).isEqualTo(302);
    }

    @Test
    void aTokenOfAPageIsShownOnceInItsAnswer() {
        Visitor anna = browser("anna");
        HttpResponse<String> said =
                anna.submit(
                        "/tokens",
                        "/tokens",
                        Map.of("name", "by form", "role", "viewer", "days", "30"));

        assertThat(said.statusCode()).isEqualTo(201);
        assertThat(said.headers().firstValue("Cache-Control"))
                .get()
                .asString()
                .contains("no-store");
        assertThat(said.body()).containsPattern("oki_[A-Za-z0-9_-]{43}");
        assertThat(anna.get("/tokens").body())
                .contains("by form")
                .doesNotContainPattern("oki_[A-Za-z0-9_-]{43}");
        assertThat(
                        anna.submit(
                                        "/tokens",
                                        "/tokens",
                                        Map.of("name", "by form", "role", "viewer", "days", "x"))
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void wrongPasswordsAreWrittenDownWithoutThem() {
        new Visitor(port).logIn("vera", "a wrong one");
        new Visitor(port).logIn("my-password-by-mistake", "x");

        String log = script("anna").get("/api/audit?action=login&limit=20").body();
        assertThat(log)
                .contains("\"user\":\"vera\"", "refused: wrong password", "\"user\":\"unknown\"")
                .doesNotContain("a wrong one", "my-password-by-mistake");
    }

    private List<String> routes() {
        return requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
                .filter(entry ->
                        entry.getValue().getBeanType().getName().startsWith("dev.okiagari"))
                // the tests have controllers, too
                .filter(entry -> entry.getValue().getBeanType().getEnclosingClass() == null)
                .flatMap(entry -> routes(entry.getKey()))
                .distinct()
                .toList();
    }

    private static Stream<String> routes(RequestMappingInfo mapping) {
        Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
        return mapping.getPatternsCondition().getPatterns().stream()
                .flatMap(path -> methods.stream().map(method -> method + " " + path));
    }

    private static String concrete(String pattern) {
        return pattern.replace("{id}", NOBODY).replaceAll("\\{[^}]+}", "x");
    }

    private HttpResponse<String> write(String user, String route, String id, String body) {
        String pod = pod("hello-sinatra").path("name").asString();
        String method = route.split(" ")[0];
        String path = route.split(" ")[1];
        String real =
                switch (id) {
                    case "EXPERIMENT" -> running();
                    case "CHANGE" -> change("sleeper");
                    case "PROOF" -> proof();
                    default -> NOBODY;
                };
        path =
                path.replace("{id}", real)
                                .replace("{namespace}", "practice")
                                .replace("{pod}", pod)
                                .replace("{container}", "hello-sinatra")
                        + (id.startsWith("?") ? id.replace("POD", pod) : "");
        String sent = body.replace("POD", pod);
        sent = sent.contains("CHANGE") ? sent.replace("CHANGE", change("sleeper")) : sent;
        if (path.startsWith("/api/")) {
            return sent.equals("gzip")
                    ? script(user).send(method, path, "x", "application/gzip")
                    : script(user).json(method, path, sent.isEmpty() ? null : sent);
        }
        Map<String, String> fields = new java.util.HashMap<>();
        for (String pair : sent.split("&")) {
            fields.put(pair.split("=")[0], pair.split("=")[1]);
        }
        return browser(user).submit("/tokens", path, fields);
    }

    /** An experiment that runs for as long as the test needs. */
    private String running() {
        for (JsonNode one :
                Visitor.read(script("anna").get("/api/experiments?limit=50")).path("items")) {
            if (!Set.of("finished", "interrupted").contains(one.path("state").asString())) {
                return one.path("id").asString();
            }
        }
        JsonNode begun =
                Visitor.read(script("anna").json("POST", "/api/experiments", suspension(600)));
        assertThat(begun.path("id").asString("")).as(begun.toString()).isNotEmpty();
        return begun.path("id").asString();
    }

    private String suspension(int seconds) {
        return """
        {"target":{"namespace":"practice","pod":"%s","container":"prefork"},
         "fault":{"type":"suspend","seconds":%d},
         "confirm":["unhealthy-target","last-ready-replica","too-many","rollout-in-progress"]}
        """
                .formatted(pod("prefork").path("name").asString(), seconds);
    }

    /** What a dry run of anna's has shown, not applied. */
    private String change(String workload) {
        String body =
                writes().filter(row -> row[0].equals("POST /api/probe-changes"))
                        .findFirst()
                        .orElseThrow()[2];
        String another =
                body.replace("sleeper", workload)
                        .replace("\"period\":10", "\"period\":" + period.incrementAndGet());
        JsonNode shown = Visitor.read(script("anna").json("POST", "/api/probe-changes", another));
        assertThat(shown.path("id").asString("")).as(shown.toString()).isNotEmpty();
        return shown.path("id").asString();
    }

    /** A proof of anna's, running or not. */
    private String proof() {
        JsonNode items = Visitor.read(script("anna").get("/api/proofs")).path("items");
        if (!items.isEmpty()) {
            return items.path(0).path("id").asString();
        }
        String asked =
                """
                {"follows":"%s","confirm":["unhealthy-target","last-ready-replica","rollout-in-progress",
                "too-many"]}
                """
                        .formatted(change("prefork-probed"));
        JsonNode begun = Visitor.read(script("anna").json("POST", "/api/proofs", asked));
        assertThat(begun.path("id").asString("")).as(begun.toString()).isNotEmpty();
        return begun.path("id").asString();
    }

    private JsonNode pod(String workload) {
        for (JsonNode pod :
                Visitor.read(script("anna").get("/api/pods?namespace=practice")).path("items")) {
            if (pod.path("workload").path("name").asString().equals(workload)
                    && pod.path("ready").asBoolean()) {
                return pod;
            }
        }
        return tools.jackson.databind.node.MissingNode.getInstance();
    }

    private JsonNode token(String user, String body) {
        HttpResponse<String> said = script(user).json("POST", "/api/tokens", body);
        assertThat(said.statusCode()).as(said.body()).isEqualTo(201);
        return Visitor.read(said);
    }

    private JsonNode lastAudit(String user) {
        return Visitor.read(script("anna").get("/api/audit?limit=1&user=" + user))
                .path("items")
                .path(0);
    }

    private Visitor script(String user) {
        return new Visitor(port).basic(user, PASSWORD);
    }

    private Visitor browser(String user) {
        Visitor browser = new Visitor(port);
        assertThat(browser.logIn(user, PASSWORD).statusCode()).isEqualTo(302);
        return browser;
    }
}
