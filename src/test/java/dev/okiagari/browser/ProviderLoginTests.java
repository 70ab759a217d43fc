package dev.okiagari.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.okiagari.browser.Site.assertAccessible;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.okiagari.contract.Okiagari;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People of Spring Authorization Server come into Okiagari, each of the two in its own process. */
class ProviderLoginTests {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern SECRET = Pattern.compile("oki_[A-Za-z0-9_-]{43}");
    private static final ProviderProcess PROVIDER = new ProviderProcess();
    private static @Nullable Okiagari okiagari;

    /** Okiagari first: it starts while the provider is away. */
    @BeforeAll
    static void start() {
        String oidc = "--okiagari.security.oidc.";
        okiagari =
                Okiagari.practising(
                        Okiagari.directory("provider"),
                        "--okiagari.security.mode=oidc",
                        oidc + "issuer=" + PROVIDER.issuer(),
                        oidc + "client-id=okiagari",
                        oidc + "client-secret=the-secret-of-the-client",
                        oidc + "name=Spring",
                        oidc + "roles[0].group=staff",
                        oidc + "roles[1].group=shop",
                        oidc + "roles[1].operator=shop",
                        oidc + "roles[2].group=sre",
                        oidc + "roles[2].admin=*");
        assertThat(visitor().get(here() + "/login").body()).contains("Spring", "does not answer");
        PROVIDER.start(here());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(visitor().get(here() + "/login").body())
                                .doesNotContain("does not answer"));
    }

    @AfterAll
    static void stop() {
        PROVIDER.close();
        if (okiagari != null) {
            okiagari.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"vera, viewer", "olaf, operator", "anna, admin"})
    void eachComesInWithTheRoleOfTheirGroup(String user, String role) {
        Visitor visitor = visitor();

        HttpResponse<String> reached = visitor.logIn(user, "/tokens?new=1");

        assertThat(reached.uri().toString()).isEqualTo(here() + "/tokens?new=1");
        assertThat(reached.body()).contains(">" + user + "<", ">(" + role + ")<");
    }

    @Test
    void whoeverHasNoGroupIsRefused() {
        HttpResponse<String> reached = visitor().logIn("nora", "/tokens");

        assertThat(reached.uri().toString()).isEqualTo(here() + "/login?problem=no-role");
        assertThat(reached.body()).contains("none of your groups has a role here");
    }

    @Test
    void aLogoutIsOneFromTheProviderToo() {
        Visitor visitor = visitor();
        HttpResponse<String> page = visitor.logIn("anna", "/tokens");

        HttpResponse<String> left =
                visitor.post(here() + "/logout", Map.of("_csrf", token(page.body())));
        String refresh = left.headers().firstValue("Refresh").orElseThrow();
        HttpResponse<String> back = visitor.get(refresh.replaceFirst("0; url=", ""));

        assertThat(back.uri().toString()).isEqualTo(here() + "/login");
        assertThat(visitor.get(here() + "/tokens").uri().getPath()).isEqualTo("/login");
        assertThat(visitor.get(here() + "/login/oidc").uri().toString())
                .startsWith(PROVIDER.issuer() + "/login");
    }

    @Test
    void sessionsAndTokensOutliveAKilledOkiagari() {
        Visitor anna = visitor();
        anna.logIn("anna", "/tokens");
        String secret = anna.makeToken("nightly");
        String before = here();

        Objects.requireNonNull(okiagari).restart();

        assertThat(anna.get(here() + "/tokens").body()).contains(">anna<", "nightly");
        assertThat(visitor().bearing(here() + "/api/tokens", secret)).isEqualTo(200);
        assertThat(visitor().bearing(here() + "/api/tokens", secret + "x")).isEqualTo(401);
        // The provider knows Okiagari by its former port.
        PROVIDER.close();
        PROVIDER.start(here());
        assertThat(here()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void aBrowserComesInAndGoesOutByTheProvider(String theme) {
        assumeTrue(
                Boolean.getBoolean("okiagari.browser.required")
                        || Chromium.executable().isPresent(),
                "There is no Chromium here: install it, or set okiagari.browser.path.");
        List<String> complaints = new ArrayList<>();
        try (Chromium chromium = Chromium.open()) {
            Page page =
                    chromium.browser()
                            .newContext(new Browser.NewContextOptions().setLocale("en"))
                            .newPage();
            page.onConsoleMessage(message -> complaints.add(message.text()));
            page.context().addCookies(List.of(new Cookie("theme", theme).setUrl(here())));
            page.navigate(here() + "/audit");
            assertThat(page).hasURL(Pattern.compile("/login$"));
            assertAccessible(page);

            page.locator("a.button.primary").click();
            page.locator("input[name=username]").fill("anna");
            page.locator("input[name=password]").fill("password of anna");
            page.locator("button[type=submit]").click();
            assertThat(page).hasURL(here() + "/audit");
            assertThat(page.locator("form[action='/logout']")).containsText("anna");

            page.locator("form[action='/logout'] button").click();
            assertThat(page).hasURL(here() + "/login");
            page.locator("a.button.primary").click();
            assertThat(page)
                    .hasURL(
                            Pattern.compile(
                                    "^" + PROVIDER.issuer().replace(".", "[.]") + "/login"));
        }
        assertThat(complaints.stream().filter(line -> line.contains("Content Security"))).isEmpty();
    }

    private static String here() {
        return Objects.requireNonNull(okiagari).address().toString().replaceFirst("/$", "");
    }

    private static Visitor visitor() {
        return new Visitor();
    }

    private static String token(String page) {
        var token = TOKEN.matcher(page);
        assertThat(token.find()).as(page).isTrue();
        return token.group(1);
    }

    /** A browser without a window: it keeps cookies and goes where it is led. */
    private static final class Visitor {

        private static final int MOST_STEPS = 10;

        private final HttpClient http =
                HttpClient.newBuilder()
                        .cookieHandler(new CookieManager())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(Duration.ofSeconds(10))
                        .build();

        HttpResponse<String> get(String address) {
            return send(HttpRequest.newBuilder(URI.create(address)).header("Accept", "text/html"));
        }

        /** Asks for a page, is led to the login, and logs in at the provider. */
        HttpResponse<String> logIn(String user, String page) {
            assertThat(get(here() + page).uri().toString()).isEqualTo(here() + "/login");
            HttpResponse<String> form = get(here() + "/login/oidc");
            assertThat(form.uri().toString()).startsWith(PROVIDER.issuer() + "/login");
            return post(
                    PROVIDER.issuer() + "/login",
                    Map.of(
                            "username",
                            user,
                            "password",
                            "password of " + user,
                            "_csrf",
                            token(form.body())));
        }

        HttpResponse<String> post(String address, Map<String, String> fields) {
            String form =
                    fields.entrySet().stream()
                            .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                            .collect(Collectors.joining("&"));
            return send(
                    HttpRequest.newBuilder(URI.create(address))
                            .header("Accept", "text/html")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form)));
        }

        String makeToken(String name) {
            String body = "{\"name\": \"%s\", \"role\": \"viewer\", \"days\": 1}".formatted(name);
            HttpResponse<String> made =
                    send(
                            HttpRequest.newBuilder(URI.create(here() + "/api/tokens"))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(body)));
            var secret = SECRET.matcher(made.body());
            assertThat(secret.find()).as(made.body()).isTrue();
            return secret.group();
        }

        int bearing(String address, String secret) {
            return send(HttpRequest.newBuilder(URI.create(address))
                            .header("Authorization", "Bearer " + secret))
                    .statusCode();
        }

        /** Where it is led in the end. The client's own way of it is switched off in tests. */
        private HttpResponse<String> send(HttpRequest.Builder request) {
            HttpResponse<String> answer = once(request);
            for (int led = 0; led < MOST_STEPS && answer.statusCode() / 100 == 3; led++) {
                String next = answer.headers().firstValue("Location").orElseThrow();
                answer =
                        once(
                                HttpRequest.newBuilder(answer.uri().resolve(next))
                                        .header("Accept", "text/html"));
            }
            return answer;
        }

        private HttpResponse<String> once(HttpRequest.Builder request) {
            try {
                return http.send(
                        request.timeout(Duration.ofSeconds(30)).build(),
                        HttpResponse.BodyHandlers.ofString());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
