package dev.okiagari.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.web.Visitor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What is seen by whoever has not logged in: every path that there is, asked of the routes. */
@HostileTest
class WithoutLoginIntegrationTests {

    private static final List<String> METHODS =
            List.of(
                    "GET",
                    "HEAD",
                    "POST",
                    "PUT",
                    "PATCH",
                    "DELETE",
                    "OPTIONS",
                    "TRACE",
                    "PROPFIND");

    private static final Set<String> OPEN = Set.of("/login", "/favicon.ico", "/favicon.svg");

    private static final Set<String> WORDS =
            Set.of("type", "title", "status", "detail", "instance");

    /** Names that only the cluster has. */
    private static final String[] OF_THE_CLUSTER = {
        Hostile.MARK, "hello-sinatra", "practice", "v1.36", "kube-system", "containerd"
    };

    @LocalServerPort private int port;
    @Autowired private ApplicationContext application;

    Stream<String> paths() {
        List<String> paths = Routes.of(application).paths();
        assertThat(paths).hasSizeGreaterThan(70).contains("/", "/actuator/prometheus", "/audit");
        return paths.stream();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void everyPathShowsNothingButTheLogin(String path) {
        for (String method : METHODS) {
            HttpResponse<String> said = new Visitor(port).send(method, path, null, "");
            assertShowsNothing(method, path, said);
        }
    }

    private static void assertShowsNothing(String method, String path, HttpResponse<String> said) {
        String request = method + " " + path;
        assertThat(said.body()).as(request).doesNotContain(OF_THE_CLUSTER);
        if (isOpen(method, path)) {
            assertThat(said.statusCode()).as(request).isLessThan(500);
            return;
        }
        assertThat(said.statusCode()).as(request).isIn(302, 400, 401, 403, 415);
        if (said.statusCode() == 400) {
            assertThat(said.body()).as(request).isEmpty();
        }
        if (said.statusCode() == 302) {
            assertThat(said.headers().firstValue("Location")).as(request).contains("/login");
            assertThat(said.body()).as(request).isEmpty();
        }
        if (isForScripts(path) && !said.body().isEmpty()) {
            assertSaysOnlyWhy(request, said);
        }
    }

    private static void assertSaysOnlyWhy(String request, HttpResponse<String> said) {
        assertThat(said.headers().firstValue("Content-Type"))
                .as(request)
                .contains("application/problem+json");
        JsonNode problem = Visitor.read(said);
        assertThat(WORDS).as(request).containsAll(problem.propertyNames());
    }

    private static boolean isForScripts(String path) {
        return Stream.of("/api/", "/v3/", "/actuator/").anyMatch(path::startsWith);
    }

    private static boolean isOpen(String method, String path) {
        return OPEN.contains(path)
                || path.startsWith("/assets/")
                || path.equals("/preferences")
                || (method.equals("GET") && path.startsWith("/actuator/health"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api/nothing",
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/loggers",
                "/actuator/mappings",
                "/h2-console",
                "/error",
                "/webjars/swagger-ui/index.html",
                "/swagger-ui.html",
                "/v3/api-docs",
                "/.git/config",
                "/application.yaml",
                "/API/pods",
                "/Api/pods",
                "/api/pods/",
                "/api/pods.json",
                "/api//pods",
                "//api/pods",
                "/login/../api/pods",
                "/assets/../api/pods",
                "/assets/%2e%2e/api/pods",
                "/assets/..;/api/pods",
                "/login;/../api/pods",
                "/api/pods;x=y",
                "/api/pods%3bx",
                "/api/pods%00",
                "/%61pi/pods",
                "/login/%2e%2e/audit",
                "/assets/%2e%2e%2f%2e%2e%2fapi/pods",
                "/login%2f..%2fapi%2fpods"
            })
    void noSpellingOfAPathLeadsPastTheLogin(String path) {
        Wire.Said said = Wire.ask(port, "GET " + path + " HTTP/1.1", "Host: localhost");

        assertThat(said.status()).as(said.text()).isIn(302, 400, 401, 404);
        assertThat(said.body()).doesNotContain(OF_THE_CLUSTER);
    }

    @Test
    void theLoginAndWhatItLooksLikeAreThere() {
        HttpResponse<String> form = new Visitor(port).get("/login");

        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(form.body()).contains("name=\"password\"");
        Html.parts(form.body()).tags().stream()
                .flatMap(tag -> Stream.of("src", "href").map(tag.attributes()::get))
                .filter(link -> link != null && link.startsWith("/assets/"))
                .forEach(link ->
                        assertThat(new Visitor(port).get(link).statusCode())
                                .as(link)
                                .isIn(200, 404));
    }

    @Test
    void healthSaysWhetherItIsWellAndNothingElse() {
        JsonNode health = Visitor.read(new Visitor(port).get("/actuator/health"));

        assertThat(health.propertyNames()).isSubsetOf("status", "groups");
    }
}
