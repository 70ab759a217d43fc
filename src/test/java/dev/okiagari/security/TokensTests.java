package dev.okiagari.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.atMost;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.okiagari.safety.Act;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Audit;
import dev.okiagari.safety.Clearance;
import dev.okiagari.safety.Grant;
import dev.okiagari.safety.Rights;
import dev.okiagari.safety.Role;
import java.net.InetSocketAddress;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.ErrorResponseException;

/** Keys for scripts: what they open, and until when. */
class TokensTests {

    private static final Actor OLAF =
            new Actor(
                    "olaf",
                    "192.0.2.1",
                    "password",
                    Rights.of(List.of(new Grant(Role.OPERATOR, List.of("shop", "team-*")))));

    private final SteppedClock clock = new SteppedClock();
    private final TokenStore store = mock();
    private final Map<String, Token> rows = new HashMap<>();
    private final Accounts accounts = mock();
    private final Audit audit = mock();
    private Tokens tokens;

    @BeforeEach
    void rowsAreKept() throws Exception {
        willAnswer(call -> rows.put(call.getArgument(0), call.getArgument(1)))
                .given(store)
                .add(anyString(), any());
        given(store.byHash(anyString()))
                .willAnswer(call -> Optional.ofNullable(rows.get(call.<String>getArgument(0))));
        given(store.byId(anyString()))
                .willAnswer(call ->
                        rows.values().stream()
                                .filter(token -> token.id().equals(call.getArgument(0)))
                                .findFirst());
        willAnswer(call -> rows.values().removeIf(token -> token.id().equals(call.getArgument(0))))
                .given(store)
                .remove(anyString());
        given(accounts.how()).willReturn(SignedIn.PASSWORD);
        given(accounts.find("olaf"))
                .willReturn(Optional.of(new Account("olaf", "hash", OLAF.rights())));
        tokens =
                new Tokens(
                        store,
                        accounts,
                        mock(Clearance.class),
                        audit,
                        new TransactionTemplate(mock(PlatformTransactionManager.class)),
                        clock);
    }

    @Test
    void itIsOverOnItsDay() {
        String secret = made(1).secret();

        clock.passes(Duration.ofDays(1).minusSeconds(1));
        assertThat(tokens.find(secret, null)).isPresent();
        clock.passes(Duration.ofSeconds(1));
        assertThat(tokens.find(secret, null)).isEmpty();
    }

    @Test
    void itIsOverWithItsOwner() {
        String secret = made(90).secret();

        given(accounts.find("olaf")).willReturn(Optional.empty());

        assertThat(tokens.find(secret, null)).isEmpty();
    }

    @Test
    void itLosesWhatItsOwnerLoses() {
        String secret = made(90).secret();
        assertThat(rights(secret).refusal(Act.INJECT, "shop")).isEmpty();

        given(accounts.find("olaf"))
                .willReturn(Optional.of(new Account("olaf", "hash", Rights.NONE)));

        assertThat(rights(secret).refusal(Act.INJECT, "shop")).isPresent();
    }

    @Test
    void itIsOfNoUseOnceItIsRevoked() {
        TokenResult.Made made = made(90);
        assertThat(tokens.find(made.secret(), null)).isPresent();

        tokens.revoke(made.token().id(), OLAF);

        assertThat(tokens.find(made.secret(), null)).isEmpty();
    }

    @Test
    void whereAndWhenItWasUsedIsNotedOnceAMinute() {
        String secret = made(90).secret();
        tokens.find(secret, "192.0.2.9");
        tokens.find(secret, "192.0.2.9");
        clock.passes(Duration.ofMinutes(1));
        tokens.find(secret, "192.0.2.9");

        verify(store, times(2)).used(any());
    }

    @Test
    void aScriptCanHaltWhileTheDatabaseIsAway() {
        String secret = made(90).secret();
        tokens.find(secret, null);
        given(store.byHash(anyString()))
                .willThrow(
                        new CannotCreateTransactionException(
                                "no connection", new SQLTransientConnectionException("timed out")));
        clock.passes(Duration.ofSeconds(30));

        assertThat(tokens.find(secret, null)).isPresent();
    }

    @Test
    void nothingPrintsASecret() {
        TokenResult.Made made = made(90);

        assertThat(made.toString()).contains("nightly").doesNotContain(made.secret());
    }

    @Test
    void wrongOnesAreToldToWaitAndAGoodOneIsNot() {
        BearerAccess access =
                new BearerAccess(
                        tokens,
                        new LoginAudit(audit, clock),
                        OidcSettings.mode(OidcSettings.none()),
                        clock);
        String good = made(90).secret();
        for (int i = 0; i < 5; i++) {
            assertThat(status(access, "oki_" + "A".repeat(43))).isEqualTo(401);
        }

        assertThat(status(access, "oki_" + "B".repeat(43))).isEqualTo(429);
        assertThat(status(access, good)).isEqualTo(200);
        clock.passes(Duration.ofMinutes(1));
        assertThat(status(access, "oki_" + "B".repeat(43))).isEqualTo(401);
        verify(audit, atMost(7)).record(any(), any(), any(), any());
    }

    private static int status(BearerAccess access, String secret) {
        var request =
                MockServerHttpRequest.get("/api/pods")
                        .remoteAddress(new InetSocketAddress("192.0.2.7", 1))
                        .header("Authorization", "Bearer " + secret);
        try {
            access.filter()
                    .filter(
                            MockServerWebExchange.from(request),
                            _ -> ReactiveSecurityContextHolder.getContext().then())
                    .block();
            return 200;
        } catch (ErrorResponseException refused) {
            return refused.getStatusCode().value();
        }
    }

    private Rights rights(String secret) {
        return tokens.find(secret, null).orElseThrow().actor(null).rights();
    }

    private TokenResult.Made made(int days) {
        return (TokenResult.Made)
                tokens.make(new TokenRequest("nightly", Role.OPERATOR, List.of(), days), OLAF);
    }
}
