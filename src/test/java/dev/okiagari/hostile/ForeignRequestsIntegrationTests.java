package dev.okiagari.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.web.Visitor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What another site can make the browser of somebody who is logged in send. */
@HostileTest
class ForeignRequestsIntegrationTests {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String TOKEN = "okiagari-form";
    private static final Pattern FIELD = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    @LocalServerPort private int port;
    @Autowired private ApplicationContext application;
    private String session = "";
    private String token = "";
    private String field = "";

    @BeforeAll
    void annaIsLoggedIn() {
        Visitor anna = new Visitor(port);
        anna.logIn("anna", HostileTest.PASSWORD);
        Matcher found = FIELD.matcher(anna.get("/tokens").body());
        assertThat(found.find()).isTrue();
        field = String.valueOf(found.group(1));
        session = String.valueOf(anna.cookie("okiagari-session"));
        token = String.valueOf(anna.cookie(TOKEN));
    }

    Stream<String> formWrites() {
        return Stream.concat(writes(false), Stream.of("POST /login", "POST /logout"));
    }

    Stream<String> apiWrites() {
        return writes(true);
    }

    private Stream<String> writes(boolean ofApi) {
        return Routes.of(application).writes().stream()
                .filter(route -> route.isApi() == ofApi)
                .map(route -> route.method() + " " + route.concrete());
    }

    @ParameterizedTest
    @MethodSource("formWrites")
    void aFormWithoutTheTokenOfItsPageIsRefused(String route) {
        String path = route.split(" ")[1];
        List<String> bodies =
                List.of(
                        "x=y",
                        "_csrf=",
                        "_csrf=x",
                        "_csrf=" + Routes.NOBODY,
                        "_csrf=" + token,
                        "_csrf=null");
        for (String body : bodies) {
            assertRefused(anna().cookie(TOKEN, token).send("POST", path, body, FORM), route);
        }
        assertRefused(anna().send("POST", path, "_csrf=" + field, FORM), route);
        assertRefused(anna().cookie(TOKEN, "").send("POST", path, "_csrf=", FORM), route);
        assertRefused(anna().cookie(TOKEN, token).send("POST", path, null, FORM), route);
        assertRefused(
                anna().cookie(TOKEN, token)
                        .with("X-XSRF-TOKEN", Routes.NOBODY)
                        .send("POST", path, "x=y", FORM),
                route);
    }

    @Test
    void aFormWithTheTokenOfItsPageIsTaken() {
        for (String site : List.of("same-origin", "none")) {
            HttpResponse<String> said =
                    anna().cookie(TOKEN, token)
                            .with("Sec-Fetch-Site", site)
                            .send("POST", "/preferences", "lang=en&_csrf=" + field, FORM);
            assertThat(said.statusCode()).isEqualTo(303);
        }
    }

    /** A neighbour on another port of this host can set its cookies, and so forge the token. */
    @ParameterizedTest
    @MethodSource("formWrites")
    void aFormOfAnotherSiteIsRefusedEvenWithTheToken(String route) {
        String path = route.split(" ")[1];
        for (String site : List.of("cross-site", "same-site", "", "x")) {
            HttpResponse<String> said =
                    anna().cookie(TOKEN, token)
                            .with("Sec-Fetch-Site", site)
                            .send("POST", path, "_csrf=" + field, FORM);
            assertRefused(said, route + " from " + site);
        }
    }

    @ParameterizedTest
    @MethodSource("apiWrites")
    void anotherSiteWritesNothingThroughTheApi(String route) {
        String method = route.split(" ")[0];
        String path = route.split(" ")[1];
        for (String origin :
                List.of(
                        "http://evil.example",
                        "null",
                        "http://localhost:" + port,
                        "https://127.0.0.1:" + port,
                        "http://127.0.0.1",
                        "http://127.0.0.1:" + port + ".evil.example",
                        "http://127.0.0.1:" + port + "@evil.example",
                        "file://")) {
            assertRefused(anna().with("Origin", origin).json(method, path, "{}"), route + origin);
        }
        for (String site : List.of("cross-site", "same-site", "", "x")) {
            assertRefused(anna().with("Sec-Fetch-Site", site).json(method, path, null), route);
        }
    }

    @ParameterizedTest
    @MethodSource("apiWrites")
    void whatAFormCanSendIsNoJson(String route) {
        String method = route.split(" ")[0];
        String path = route.split(" ")[1];
        for (String type :
                List.of(
                        "text/plain",
                        "text/plain;application/json",
                        "text/plain; charset=application/json",
                        FORM,
                        "multipart/form-data; boundary=x",
                        "application/json, text/plain",
                        "application/jsonx",
                        "text/json",
                        "*",
                        "x")) {
            assertThat(anna().send(method, path, "{\"x\":1}", type).statusCode())
                    .as(route + " as " + type)
                    .isEqualTo(415);
        }
        assertThat(untyped(method, path).status()).as(route).isEqualTo(415);
    }

    private Wire.Said untyped(String method, String path) {
        try (Wire wire = new Wire(port)) {
            wire.say(
                    "%s %s HTTP/1.1\r\nHost: localhost\r\nCookie: okiagari-session=%s\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
                            .formatted(method, path, session));
            return wire.rest();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void noHeaderAndNoFieldMakesAWriteOfARead(String header) {
        Visitor script = new Visitor(port).basic("anna", HostileTest.PASSWORD);
        script.with(header, "POST");

        assertThat(script.get("/api/halt?_method=POST").statusCode()).isEqualTo(200);
        assertThat(script.get("/api/halt").body()).contains("\"halted\":false");
        assertThat(
                        anna().cookie(TOKEN, token)
                                .with(header, "DELETE")
                                .send("POST", "/tokens", "_method=DELETE&_csrf=" + field, FORM)
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void noOtherSiteIsToldThatItMayRead() {
        for (Routes.Route route : Routes.of(application).ours()) {
            HttpResponse<String> asked =
                    new Visitor(port)
                            .with("Origin", "http://evil.example")
                            .with("Access-Control-Request-Method", route.method())
                            .with("Access-Control-Request-Headers", "content-type")
                            .send("OPTIONS", route.concrete(), null, "");
            assertThat(asked.headers().map().keySet())
                    .as(route.path())
                    .noneMatch(name -> name.toLowerCase().startsWith("access-control-"));
        }
        Map<String, List<String>> read =
                anna().with("Origin", "http://evil.example").get("/api/pods").headers().map();
        assertThat(read.keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }

    private static void assertRefused(HttpResponse<String> said, String what) {
        assertThat(said.statusCode()).as(what).isEqualTo(403);
        assertThat(said.headers().firstValue("Location")).as(what).isEmpty();
    }

    private Visitor anna() {
        return new Visitor(port).cookie("okiagari-session", session);
    }
}
