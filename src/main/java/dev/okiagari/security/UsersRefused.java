package dev.okiagari.security;

import java.io.Serial;

/** What the settings say of users lets nobody log in. */
final class UsersRefused extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    UsersRefused(String sentence) {
        super(sentence);
    }
}
