package dev.okiagari.security;

import dev.okiagari.cluster.Message;

/** What came of asking for a token. */
public sealed interface TokenResult {

    /**
     * It is there.
     *
     * @param secret shown this once; only its hash is kept
     */
    record Made(Token token, String secret) implements TokenResult {

        @Override
        public String toString() {
            return "Made[token=" + token + "]";
        }
    }

    /** A field that holds what it may not. */
    record Refused(String field, Message reason) implements TokenResult {}
}
