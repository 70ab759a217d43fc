package dev.okiagari.security;

import dev.okiagari.safety.Actor;
import dev.okiagari.security.GuessBrake.Guesser;
import java.io.Serial;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Lets scripts in by {@code Authorization: Bearer oki_…}. It makes no session. A token that is good
 * is never kept out by the wrong ones of a neighbour; those are told to wait.
 */
@Component
@WithLogin
class BearerAccess {

    private static final String SCHEME = "bearer";
    private static final Pattern SECRET = Pattern.compile("oki_[A-Za-z0-9_-]{43}");

    private final Tokens tokens;
    private final LoginAudit audit;
    private final SecurityMode mode;
    private final GuessBrake brake;

    BearerAccess(Tokens tokens, LoginAudit audit, SecurityProperties properties, Clock clock) {
        this.tokens = tokens;
        this.audit = audit;
        this.mode = properties.mode();
        this.brake = new GuessBrake(clock, GuessBrake.TRIES);
    }

    /** What a request brings; never written anywhere. */
    private static final class Brought extends AbstractAuthenticationToken {

        @Serial private static final long serialVersionUID = 1;

        private final String secret;

        Brought(String secret) {
            super(List.of());
            this.secret = secret;
        }

        @Override
        public Object getPrincipal() {
            return SCHEME;
        }

        @Override
        public Object getCredentials() {
            return secret;
        }
    }

    AuthenticationWebFilter filter() {
        var filter =
                new AuthenticationWebFilter((ServerWebExchange exchange) ->
                        Mono.just(brought -> judged(exchange, brought)));
        filter.setRequiresAuthenticationMatcher(ApiRequests::acceptsPassword);
        filter.setServerAuthenticationConverter(exchange -> Mono.justOrEmpty(brought(exchange)));
        filter.setAuthenticationFailureHandler((exchange, failure) ->
                SignInEntryPoint.refuse(exchange.getExchange(), failure, mode));
        return filter;
    }

    boolean isBrought(ServerWebExchange exchange) {
        return brought(exchange).isPresent();
    }

    /** Whether a request brought a token, and it is still good; blocks. */
    boolean isGood(ServerWebExchange exchange) {
        return brought(exchange)
                .map(brought -> Objects.toString(brought.getCredentials(), ""))
                .flatMap(secret -> tokens.find(secret, Address.of(exchange)))
                .isPresent();
    }

    /** Empty where the request has nothing of the kind. */
    private static Optional<Authentication> brought(ServerWebExchange exchange) {
        return exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION).stream()
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .findFirst()
                .map(header -> new Brought(header.substring(SCHEME.length()).strip()));
    }

    private Mono<Authentication> judged(ServerWebExchange exchange, Authentication brought) {
        String secret = Objects.toString(brought.getCredentials(), "");
        String address = Address.of(exchange);
        return Mono.<Authentication>fromCallable(() -> judged(secret, address))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private SignedIn judged(String secret, @Nullable String address) {
        Optional<SignedIn> known =
                SECRET.matcher(secret).matches() ? tokens.find(secret, address) : Optional.empty();
        return known.orElseThrow(() -> refused(address));
    }

    private RuntimeException refused(@Nullable String address) {
        var guesser = new Guesser(String.valueOf(address), SCHEME);
        if (brake.pause(guesser).isPresent()) {
            return new LockedException("paused");
        }
        brake.failed(guesser);
        audit.record(
                new Actor("unknown", address, "none"),
                LoginAudit.LOGIN,
                "api",
                "refused: no such token, or it is over");
        return new BadCredentialsException("refused");
    }
}
