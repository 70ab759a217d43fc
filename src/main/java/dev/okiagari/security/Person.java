package dev.okiagari.security;

import dev.okiagari.safety.Rights;
import java.util.Set;

/** Somebody who may come in, and what they may do now. */
interface Person {

    String name();

    /** Tells them from another of the same name or password: with another a session ends. */
    String credential();

    Rights rights();

    /** Those of their groups that have a role here. */
    default Set<String> groups() {
        return Set.of();
    }
}
