package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.safety.Actor;
import dev.okiagari.security.Tokens;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;

/** Where tokens are made and revoked, for those who may. */
final class Keys {

    private Keys() {}

    static Tokens of(ObjectProvider<Tokens> tokens, Actor by) {
        Tokens kept = tokens.getIfAvailable();
        if (kept == null) {
            throw ApiProblem.of(HttpStatus.CONFLICT, Message.of("security.token.open"));
        }
        if (!Tokens.areFor(by)) {
            throw ApiProblem.of(HttpStatus.FORBIDDEN, Message.of("security.token.by-token"));
        }
        return kept;
    }
}
