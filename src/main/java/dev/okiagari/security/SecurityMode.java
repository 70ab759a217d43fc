package dev.okiagari.security;

/** How people come in. */
enum SecurityMode {
    /** Without a login, and therefore only on loopback. */
    OPEN,
    /** One user with a password. */
    LOCAL
}
