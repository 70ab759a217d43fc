package dev.okiagari.security;

import dev.okiagari.safety.Rights;
import dev.okiagari.security.OidcRefusal.Why;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeReactiveAuthenticationManager;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcReactiveOAuth2UserService;
import org.springframework.security.oauth2.client.userinfo.DefaultReactiveOAuth2UserService;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Has a code made into a user of the provider, and that into somebody with rights here. */
@Component
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "oidc")
class OidcLogin implements ReactiveAuthenticationManager {

    /** Printable, and without what ends a line or hides: it stands in the audit log. */
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}._@+:/\\\\|-][\\p{L}\\p{N}._@+:/\\\\| -]{0,99}");

    private final OidcProperties properties;
    private final OidcRoles roles;
    private final OidcPeople people;
    private final Clock clock;
    private final OidcAuthorizationCodeReactiveAuthenticationManager exchanged;

    OidcLogin(
            SecurityProperties properties, OidcProvider provider, OidcPeople people, Clock clock) {
        this.properties = properties.oidc();
        this.roles = new OidcRoles(this.properties);
        this.people = people;
        this.clock = clock;
        this.exchanged = exchange(provider);
    }

    private static OidcAuthorizationCodeReactiveAuthenticationManager exchange(
            OidcProvider provider) {
        var codes = new WebClientReactiveAuthorizationCodeTokenResponseClient();
        codes.setWebClient(provider.http());
        var plainUsers = new DefaultReactiveOAuth2UserService();
        plainUsers.setWebClient(provider.http());
        var users = new OidcReactiveOAuth2UserService();
        users.setOauth2UserService(plainUsers);
        var exchange = new OidcAuthorizationCodeReactiveAuthenticationManager(codes, users);
        exchange.setJwtDecoderFactory(new IdTokens(provider.http()));
        return exchange;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication code) {
        return exchanged
                .authenticate(code)
                .mapNotNull(Authentication::getPrincipal)
                .cast(OidcUser.class)
                .publishOn(Schedulers.boundedElastic())
                .<Authentication>map(this::accepted)
                .onErrorMap(OidcFailures::of);
    }

    private SignedIn accepted(OidcUser user) {
        Map<String, Object> claims = user.getClaims();
        String name = name(claims);
        Set<String> groups = roles.groups(claims);
        Rights rights =
                roles.rights(groups).orElseThrow(() -> new OidcRefusal(Why.NO_ROLE, name, null));
        String identity = Fingerprint.of(properties.issuer() + "\n" + user.getSubject());
        if (!people.keep(new OidcPerson(name, identity, groups, clock.instant()))) {
            throw new OidcRefusal(Why.TAKEN, name, null);
        }
        return new SignedIn(name, SignedIn.OIDC, rights, user.getIdToken().getTokenValue());
    }

    private String name(Map<String, Object> claims) {
        return Optional.ofNullable(claims.get(properties.userClaim()))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(name -> NAME.matcher(name).matches())
                .orElseThrow(() -> new OidcRefusal(Why.NAMELESS));
    }
}
