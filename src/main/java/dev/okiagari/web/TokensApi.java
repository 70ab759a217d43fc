package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.safety.Role;
import dev.okiagari.security.Actors;
import dev.okiagari.security.Token;
import dev.okiagari.security.TokenRequest;
import dev.okiagari.security.TokenResult;
import dev.okiagari.security.Tokens;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** Tokens for scripts: made, listed and revoked. */
@RestController
class TokensApi {

    private static final int DAYS = 90;

    private final ObjectProvider<Tokens> tokens;

    TokensApi(ObjectProvider<Tokens> tokens) {
        this.tokens = tokens;
    }

    /**
     * What is asked for.
     *
     * @param role {@code viewer} where it is left out
     * @param namespaces names or patterns; all of the owner's where it is left out
     * @param days until it is over; 90 where it is left out
     */
    record TokenBody(
            @Nullable String name,
            @Nullable Role role,
            @Nullable List<@Nullable String> namespaces,
            @Nullable Integer days) {

        TokenRequest request() {
            return new TokenRequest(
                    Objects.requireNonNullElse(name, ""),
                    Objects.requireNonNullElse(role, Role.VIEWER),
                    wanted(),
                    Objects.requireNonNullElse(days, DAYS));
        }

        /** A null among them is none that there can be. */
        private List<String> wanted() {
            return namespaces == null
                    ? List.of()
                    : namespaces.stream().map(one -> Objects.requireNonNullElse(one, "")).toList();
        }
    }

    /** A new token with what is shown this once. */
    record MadeView(Token token, String secret) {}

    @Operation(
            summary = "The tokens of whoever asks, for an admin those of everybody",
            description = "Without the secrets: nobody knows them but who made them.")
    @GetMapping("/api/tokens")
    Slice<Token> list(ServerWebExchange exchange) {
        Tokens kept = tokens.getIfAvailable();
        return new Slice<>(kept == null ? List.of() : kept.of(Actors.of(exchange)), null);
    }

    @Operation(
            summary = "Make a token",
            description =
                    "Its secret is in this answer only. 403 for whoever came in by a token, 409"
                            + " where there is no login.")
    @PostMapping("/api/tokens")
    ResponseEntity<MadeView> make(@RequestBody TokenBody body, ServerWebExchange exchange) {
        return switch (here().make(body.request(), Actors.of(exchange))) {
            case TokenResult.Made(Token token, String secret) ->
                    ResponseEntity.created(URI.create("/api/tokens/" + token.id()))
                            .body(new MadeView(token, secret));
            case TokenResult.Refused(String field, Message reason) ->
                    throw ApiProblem.badField(field, reason);
        };
    }

    @Operation(summary = "Revoke a token", description = "It is of no use from now on.")
    @DeleteMapping("/api/tokens/{id}")
    ResponseEntity<Void> revoke(@PathVariable UUID id, ServerWebExchange exchange) {
        if (!here().revoke(id.toString(), Actors.of(exchange))) {
            throw ApiProblem.notFound(Message.of("security.token.none-such", id));
        }
        return ResponseEntity.noContent().build();
    }

    private Tokens here() {
        return Keys.of(tokens);
    }
}
