package dev.okiagari.web;

import dev.okiagari.cluster.Message;
import dev.okiagari.security.Tokens;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;

/** Where tokens are made and revoked, if anywhere. */
final class Keys {

    private Keys() {}

    static Tokens of(ObjectProvider<Tokens> tokens) {
        Tokens kept = tokens.getIfAvailable();
        if (kept == null) {
            throw ApiProblem.of(HttpStatus.CONFLICT, Message.of("security.token.open"));
        }
        return kept;
    }
}
