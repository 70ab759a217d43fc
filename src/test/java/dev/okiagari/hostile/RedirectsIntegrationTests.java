package dev.okiagari.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.okiagari.web.Visitor;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Links of ours that could be made to lead elsewhere. */
@HostileTest
class RedirectsIntegrationTests {

    @LocalServerPort private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "\\/evil.example",
                "https:evil.example",
                "https://evil.example/",
                "http:///evil.example",
                "HTTPS://evil.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "evil.example",
                "@evil.example",
                ".evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "\t//evil.example",
                " //evil.example",
                "/\u0000/evil.example",
                "/%0d%0aLocation: //evil.example",
                "/a\r\nLocation: //evil.example",
                "/\u2028/evil.example",
                "\u3000//evil.example",
                "/\uff0fevil.example",
                "//evil\u3002example"
            })
    void noFormAndNoCookieLeadsElsewhere(String place) {
        Visitor anna = new Visitor(port);
        String cookie = Base64.getEncoder().encodeToString(place.getBytes(StandardCharsets.UTF_8));
        assertStays(anna.cookie("REDIRECT_URI", cookie).logIn("anna", HostileTest.PASSWORD));
        Map<String, String> fields = new HashMap<>(Map.of("back", place, "lang", "en"));
        for (String name : List.of("next", "here", "url", "continue", "redirect", "return")) {
            fields.put(name, place);
        }
        assertStays(anna.submit("/tokens", "/preferences", fields));
        assertStays(anna.submit("/tokens", "/halt/release", fields));
        assertStays(anna.submit("/tokens", "/logout", fields));
    }

    @Test
    void noAddressLeadsElsewhereByTheWayOfTheLogin() {
        for (String path :
                List.of(
                        "//evil.example",
                        "//evil.example/%2e%2e",
                        "/%2fevil.example",
                        "/%5cevil.example",
                        "/%09/evil.example",
                        "/;//evil.example",
                        "/.//evil.example",
                        "/x?next=//evil.example")) {
            Visitor anna = new Visitor(port).with("Accept", "text/html");
            assertStays(anna.get(path));
            assertStays(anna.logIn("anna", HostileTest.PASSWORD));
        }
    }

    private static void assertStays(HttpResponse<String> said) {
        assertThat(said.statusCode()).isIn(302, 303, 400);
        if (said.statusCode() != 400) {
            assertThat(said.headers().firstValue("Location"))
                    .get()
                    .asString()
                    .matches("/(?![/\\\\])[!-~&&[^\\\\]]*");
        }
        assertThat(said.headers().allValues("Location")).hasSizeLessThan(2);
    }
}
