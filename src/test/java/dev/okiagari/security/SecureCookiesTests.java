package dev.okiagari.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.ResponseCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/** What came by https goes back by https only. */
class SecureCookiesTests {

    @ParameterizedTest
    @CsvSource({
        "https://okiagari.example/, '', true",
        "http://okiagari.example/, '', false",
        "http://okiagari.example/, https, true",
        "https://okiagari.example/, http, false"
    })
    void aCookieIsSecureWhereTheBrowserCameByHttps(String uri, String forwarded, boolean secure) {
        var request = MockServerHttpRequest.get(uri);
        if (!forwarded.isEmpty()) {
            request.header("X-Forwarded-Proto", forwarded);
        }
        // as with server.forward-headers-strategy=framework
        var seen = new ForwardedHeaderTransformer().apply(request.build());
        var exchange = MockServerWebExchange.from(request.build()).mutate().request(seen).build();

        new SecureCookies()
                .filter(
                        exchange,
                        answered -> {
                            answered.getResponse().addCookie(ResponseCookie.from("a", "1").build());
                            return answered.getResponse().setComplete();
                        })
                .block();

        assertThat(exchange.getResponse().getCookies().getFirst("a").isSecure()).isEqualTo(secure);
    }
}
