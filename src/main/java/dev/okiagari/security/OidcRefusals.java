package dev.okiagari.security;

import dev.okiagari.cluster.Failures;
import dev.okiagari.safety.Actor;
import dev.okiagari.security.GuessBrake.Guesser;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.DefaultServerRedirectStrategy;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Writes a refused login down, and leads back to the login page, which says why. */
@Component
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "oidc")
class OidcRefusals implements ServerAuthenticationFailureHandler {

    private static final Logger log = LoggerFactory.getLogger(OidcRefusals.class);
    private static final String NOBODY = "unknown";
    private static final int LINES_OF_AN_ADDRESS = 30;

    private final LoginAudit audit;
    private final OidcProvider provider;
    private final GuessBrake lines;
    private final DefaultServerRedirectStrategy redirect = new DefaultServerRedirectStrategy();

    OidcRefusals(LoginAudit audit, OidcProvider provider, Clock clock) {
        this.audit = audit;
        this.provider = provider;
        this.lines = new GuessBrake(clock, LINES_OF_AN_ADDRESS);
    }

    @Override
    public Mono<Void> onAuthenticationFailure(
            WebFilterExchange filters, AuthenticationException failure) {
        OidcRefusal refusal = OidcFailures.of(failure);
        if (refusal.why() == OidcRefusal.Why.AWAY) {
            provider.lookAgain();
        }
        return lead(filters.getExchange(), refusal);
    }

    Mono<Void> lead(ServerWebExchange exchange, OidcRefusal refusal) {
        return Mono.fromRunnable(() -> note(Address.of(exchange), refusal))
                .subscribeOn(Schedulers.boundedElastic())
                .then(
                        redirect.sendRedirect(
                                exchange, URI.create("/login?problem=" + refusal.why().word())));
    }

    /** Anybody can send made-up answers: they must not fill the audit log. */
    private void note(@Nullable String address, OidcRefusal refusal) {
        var sender = new Guesser(String.valueOf(address), "");
        if (lines.pause(sender).isPresent()) {
            return;
        }
        lines.failed(sender);
        Throwable cause = refusal.getCause();
        if (cause != null) {
            log.warn("A login came to nothing: {} ({})", refusal.why().result(), detail(cause));
        }
        String user = Objects.requireNonNullElse(refusal.user(), NOBODY);
        audit.record(
                new Actor(user, address, Actors.NONE),
                LoginAudit.LOGIN,
                "okiagari",
                "refused: " + refusal.why().result());
    }

    /** The provider's words; nothing of a token is in them. */
    private static String detail(Throwable cause) {
        return (OidcFailures.code(cause) + " " + Failures.shortly(cause)).strip();
    }
}
