import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/**
 * Spring Authorization Server with some users and their groups, for tests of the login by a
 * provider. Not on the class path of the tests: it is a servlet application, and Okiagari is none.
 * It is started from this source, in a process of its own, with what pom.xml fetches for it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Provider {

    private static final Map<String, List<String>> GROUPS =
            Map.of(
                    "vera", List.of("staff"),
                    "olaf", List.of("staff", "shop"),
                    "anna", List.of("staff", "sre"),
                    "nora", List.of());

    /**
     * @param arguments its port, and where Okiagari is
     */
    public static void main(String[] arguments) {
        String client = "spring.security.oauth2.authorizationserver.client.okiagari";
        var application = new SpringApplication(Provider.class);
        application.setDefaultProperties(
                Map.ofEntries(
                        Map.entry("server.address", "127.0.0.1"),
                        Map.entry("server.port", arguments[0]),
                        // The cookies of all ports of a host are one jar.
                        Map.entry("server.servlet.session.cookie.name", "provider-session"),
                        Map.entry(client + ".require-proof-key", true),
                        Map.entry(client + ".registration.client-id", "okiagari"),
                        Map.entry(
                                client + ".registration.client-secret",
                                "{noop}the-secret-of-the-client"),
                        Map.entry(
                                client + ".registration.client-authentication-methods",
                                "client_secret_basic"),
                        Map.entry(
                                client + ".registration.authorization-grant-types",
                                "authorization_code"),
                        Map.entry(
                                client + ".registration.redirect-uris",
                                arguments[1] + "/login/oidc/callback"),
                        Map.entry(
                                client + ".registration.post-logout-redirect-uris",
                                arguments[1] + "/login"),
                        Map.entry(client + ".registration.scopes", "openid,profile")));
        application.run();
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(
                GROUPS.keySet().stream()
                        .map(name ->
                                User.withUsername(name)
                                        .password("{noop}password of " + name)
                                        .build())
                        .toList());
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
        return context -> {
            if (context.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
                String name = context.getPrincipal().getName();
                context.getClaims()
                        .claim("preferred_username", name)
                        .claim("groups", GROUPS.get(name));
            }
        };
    }
}
