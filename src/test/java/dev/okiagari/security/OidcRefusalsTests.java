package dev.okiagari.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.okiagari.safety.Audit;
import dev.okiagari.security.OidcRefusal.Why;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.web.server.WebFilterExchange;
import reactor.core.publisher.Mono;

/** What becomes of a login that comes to nothing. */
class OidcRefusalsTests {

    private final SteppedClock clock = new SteppedClock();
    private final Audit audit = mock();
    private final OidcProvider provider = mock();
    private final OidcRefusals refusals =
            new OidcRefusals(new LoginAudit(audit, clock), provider, clock);

    @Test
    void madeUpAnswersDoNotFillTheAuditLog() {
        for (int i = 0; i < 100; i++) {
            assertThat(refused(new OidcRefusal(Why.STALE))).isEqualTo("/login?problem=stale");
        }
        verify(audit, times(30)).record(any(), any(), any(), any());

        clock.passes(Duration.ofMinutes(1));
        refused(new OidcRefusal(Why.STALE));
        verify(audit, times(31)).record(any(), any(), any(), any());
    }

    @ParameterizedTest
    @CsvSource({
        "access_denied, denied",
        "invalid_grant, stale",
        "invalid_id_token, untrusted",
        "invalid_nonce, untrusted",
        "invalid_client, setup",
        "invalid_scope, setup",
        "temporarily_unavailable, away",
        "anything else, setup"
    })
    void whatTheProviderSaysIsPutIntoAReason(String code, String problem) {
        assertThat(refused(new OAuth2AuthenticationException(new OAuth2Error(code))))
                .isEqualTo("/login?problem=" + problem);
    }

    @Test
    void aProviderThatDoesNotAnswerIsLookedForAgain() {
        var failed =
                new OAuth2AuthenticationException(
                        new OAuth2Error("invalid_id_token"), new IOException("reset"));

        assertThat(refused(failed)).isEqualTo("/login?problem=away");
        verify(provider).lookAgain();
    }

    private String refused(AuthenticationException failure) {
        var exchange =
                MockServerWebExchange.from(
                        MockServerHttpRequest.get("/login/oidc/callback")
                                .remoteAddress(new InetSocketAddress("192.0.2.7", 1)));
        refusals.onAuthenticationFailure(
                        new WebFilterExchange(exchange, _ -> Mono.empty()), failure)
                .block();
        return String.valueOf(exchange.getResponse().getHeaders().getLocation());
    }
}
