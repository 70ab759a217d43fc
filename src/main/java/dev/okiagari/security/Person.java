package dev.okiagari.security;

import dev.okiagari.safety.Rights;

/** Somebody who may come in, and what they may do now. */
interface Person {

    String name();

    /** Tells them from another of the same name or password: with another a session ends. */
    String credential();

    Rights rights();
}
