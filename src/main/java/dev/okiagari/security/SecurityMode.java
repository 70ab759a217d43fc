package dev.okiagari.security;

/** How people come in. */
enum SecurityMode {
    /** Without a login, and therefore only on loopback. */
    OPEN,
    /** Users with passwords. */
    LOCAL
}
