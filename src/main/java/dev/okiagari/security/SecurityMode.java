package dev.okiagari.security;

/** How people come in. */
enum SecurityMode {
    /** Without a login, and therefore only on loopback. */
    OPEN,
    /** Users with passwords. */
    LOCAL,
    /** By a provider of OpenID Connect. */
    OIDC;

    boolean hasLogin() {
        return this != OPEN;
    }

    /** What a script is told to send. */
    String challenge() {
        String token = "Bearer realm=\"Okiagari\"";
        return this == LOCAL ? "Basic realm=\"Okiagari\", charset=\"UTF-8\", " + token : token;
    }

    /** The text that tells it so. */
    String refusal() {
        return this == LOCAL ? "security.refused.login" : "security.refused.login.token";
    }
}
