package dev.okiagari.security;

import dev.okiagari.safety.Rights;

/**
 * Somebody who may log in.
 *
 * @param hash of their password, by bcrypt
 */
record Account(String name, String hash, Rights rights) implements Person {

    /** Tells one password from the next: a session ends when its user gets another. */
    @Override
    public String credential() {
        return Fingerprint.of(hash);
    }

    @Override
    public String toString() {
        return "Account[name=" + name + ", rights=" + rights + "]";
    }
}
