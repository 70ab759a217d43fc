package dev.okiagari.web;

import dev.okiagari.database.Database;
import dev.okiagari.replica.Recorders;
import dev.okiagari.safety.ClusterDecides;
import dev.okiagari.security.Actors;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * The server-side base of the web with a cluster of the tests, and pages that show its workings.
 */
@EnableAutoConfiguration
@ConfigurationPropertiesScan("dev.okiagari.security")
@ComponentScan("dev.okiagari.security")
@Import({
    ApiPage.class,
    Broadcaster.class,
    Assets.class,
    Changes.class,
    Chrome.class,
    ClusterApi.class,
    ClusterChanges.class,
    Database.class,
    ErrorAnswers.class,
    FakeCluster.class,
    InputProblems.class,
    Json.class,
    Locales.class,
    OpenApi.class,
    PodsApi.class,
    Preferences.class,
    Problems.class,
    ShownBench.class,
    Situation.class,
    StaticFiles.class,
    StreamApi.class,
    Texts.class,
    WebTestApplication.Echo.class,
    WebTestApplication.TokenPage.class
})
@EnableConfigurationProperties(ClusterDecides.class)
class WebTestApplication {

    @Bean
    Recorders recorders() {
        return org.mockito.Mockito.mock(Recorders.class);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Words as bodies have them. */
    enum Kind {
        DELETE_POD,
        SIGNAL
    }

    /** A body with a value of each kind. */
    record Body(String name, Kind kind, Duration pause, Instant at, List<Inner> inner) {}

    /** A part of a body. */
    record Inner(int number) {}

    /** Says back what it is told. */
    @RestController
    static class Echo {

        @PostMapping("/api/echo")
        Body echo(@RequestBody Body body) {
            return body;
        }

        @GetMapping("/api/fault")
        Body fault() {
            throw new IllegalStateException("a secret of ours");
        }

        @GetMapping({"/api/away", "/away"})
        Body away() {
            throw new CannotCreateTransactionException(
                    "no connection", new SQLTransientConnectionException("a pool timed out"));
        }

        @GetMapping("/api/actor")
        String actor(ServerWebExchange exchange) {
            var actor = Actors.of(exchange);
            return actor.user() + " by " + actor.authentication() + " from " + actor.address();
        }
    }

    /** A page that has nothing but the form token. */
    @Controller
    static class TokenPage {

        @GetMapping("/token")
        @ResponseBody
        String token(@ModelAttribute("formToken") CsrfToken token) {
            return token.getToken();
        }
    }
}
