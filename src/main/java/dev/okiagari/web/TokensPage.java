package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Role;
import dev.okiagari.security.Actors;
import dev.okiagari.security.Token;
import dev.okiagari.security.TokenRequest;
import dev.okiagari.security.TokenResult;
import dev.okiagari.security.Tokens;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;

/** Tokens for scripts: whose, for what, until when, and when they were used last. */
@Controller
class TokensPage {

    private final ObjectProvider<Tokens> tokens;

    TokensPage(ObjectProvider<Tokens> tokens) {
        this.tokens = tokens;
    }

    /** A token, as a row. */
    record Line(
            String id,
            String name,
            String owner,
            String role,
            String namespaces,
            Moment createdAt,
            Moment expiresAt,
            @Nullable Moment usedAt,
            @Nullable String usedFrom) {

        static Line of(Token token) {
            return new Line(
                    token.id(),
                    token.name(),
                    token.owner(),
                    token.role().word(),
                    String.join(", ", token.namespaces()),
                    Moment.at(token.createdAt()),
                    Moment.at(token.expiresAt()),
                    Moment.of(token.usedAt()),
                    token.usedFrom());
        }
    }

    /** What is asked for, as it was typed. */
    record TokenForm(
            @Nullable String name,
            @Nullable String role,
            @Nullable String namespaces,
            @Nullable String days) {

        TokenRequest request() {
            return new TokenRequest(
                    text(name), wantedRole(), Arrays.asList(wanted()), wantedDays());
        }

        private Role wantedRole() {
            return Arrays.stream(Role.values())
                    .filter(known -> known.word().equals(text(role)))
                    .findFirst()
                    .orElse(Role.VIEWER);
        }

        private String[] wanted() {
            String list = text(namespaces);
            return list.isEmpty() ? new String[0] : list.split("[\\s,]+");
        }

        /** What is no number is none of those that it may be. */
        private int wantedDays() {
            try {
                return Integer.parseInt(text(days));
            } catch (NumberFormatException unreadable) {
                return 0;
            }
        }

        private static String text(@Nullable String typed) {
            return typed == null ? "" : typed.strip();
        }
    }

    @GetMapping("/tokens")
    Rendering list(ServerWebExchange exchange) {
        return page(exchange, HttpStatus.OK, Map.of());
    }

    /** The answer itself shows the secret: it is kept nowhere that a page could ask for it. */
    @PostMapping("/tokens")
    Rendering make(@ModelAttribute("form") TokenForm form, ServerWebExchange exchange) {
        Actor by = Actors.of(exchange);
        return switch (Keys.of(tokens).make(form.request(), by)) {
            case TokenResult.Made(Token token, String secret) ->
                    page(
                            exchange,
                            HttpStatus.CREATED,
                            Map.of("secret", secret, "made", Line.of(token)));
            case TokenResult.Refused(String field, Message reason) ->
                    page(
                            exchange,
                            HttpStatus.BAD_REQUEST,
                            Map.of("form", form, "wrong", field, "why", reason));
        };
    }

    @PostMapping("/tokens/{id}/revoke")
    ResponseEntity<Void> revoke(@PathVariable UUID id, ServerWebExchange exchange) {
        Actor by = Actors.of(exchange);
        Keys.of(tokens).revoke(id.toString(), by);
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create("/tokens")).build();
    }

    private Rendering page(
            ServerWebExchange exchange, HttpStatus status, Map<String, Object> more) {
        Actor by = Actors.of(exchange);
        Tokens kept = tokens.getIfAvailable();
        Role greatest = by.rights().greatest();
        List<String> roles =
                Arrays.stream(Role.values())
                        .filter(role -> role.compareTo(greatest) <= 0)
                        .map(Role::word)
                        .toList();
        return Rendering.view("tokens/page")
                .status(status)
                .modelAttribute("open", kept == null)
                .modelAttribute(
                        "lines",
                        kept == null ? List.of() : kept.of(by).stream().map(Line::of).toList())
                .modelAttribute("roles", roles)
                .modelAttribute("mostDays", TokenRequest.MOST_DAYS)
                .modelAttribute("me", by.user())
                .modelAttribute("live", "/live/connection")
                .model(more)
                .build();
    }
}
