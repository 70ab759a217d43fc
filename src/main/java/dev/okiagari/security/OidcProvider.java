package dev.okiagari.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * Knows where the provider's parts are, by asking when somebody needs to know: it may be away while
 * Okiagari starts, and later.
 */
@Component
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "oidc")
class OidcProvider {

    private static final Logger log = LoggerFactory.getLogger(OidcProvider.class);
    private static final Duration GOOD = Duration.ofMinutes(1);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final OidcProperties properties;
    private final WebClient http;
    private final OidcDiscovery discovery;
    private final Clock clock;
    private volatile @Nullable Looked last;

    /** What was found, and when. */
    private record Looked(ProviderState state, Instant at) {

        boolean isLate(Instant now) {
            Duration good = state instanceof ProviderState.There ? GOOD : AGAIN;
            return !now.isBefore(at.plus(good));
        }
    }

    OidcProvider(SecurityProperties properties, OidcCheck checked, Clock clock) {
        Objects.requireNonNull(checked, "the settings are checked first");
        this.properties = properties.oidc();
        this.http = OidcHttp.client(this.properties.caFile());
        this.discovery = new OidcDiscovery(this.properties, http);
        this.clock = clock;
    }

    /** As people know it. */
    String name() {
        return properties.shownName();
    }

    WebClient http() {
        return http;
    }

    @EventListener(ApplicationReadyEvent.class)
    void lookEarly() {
        state().subscribe();
    }

    /** For Spring Security, which asks at each login; empty while it is away. */
    ReactiveClientRegistrationRepository registrations() {
        return _ ->
                state().ofType(ProviderState.There.class).map(ProviderState.There::registration);
    }

    /** After it did not answer somebody: what was found before says nothing any more. */
    void lookAgain() {
        last = null;
    }

    /** As it was found a moment ago, or is now. */
    Mono<ProviderState> state() {
        Looked before = last;
        return before != null && !before.isLate(clock.instant())
                ? Mono.just(before.state())
                : discovery.look().doOnNext(this::note);
    }

    private void note(ProviderState found) {
        Looked before = last;
        last = new Looked(found, clock.instant());
        boolean wasAway = before != null && before.state() instanceof ProviderState.Away;
        switch (found) {
            case ProviderState.Away away when !wasAway ->
                    log.warn(
                            "{} cannot be asked, so that nobody can log in: {}",
                            properties.issuer(),
                            away.detail());
            case ProviderState.There _ when wasAway ->
                    log.info("{} has answered: people can log in", properties.issuer());
            default -> {}
        }
    }
}
