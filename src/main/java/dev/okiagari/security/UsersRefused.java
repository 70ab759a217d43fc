package dev.okiagari.security;

import java.io.Serial;

/** The users that were named are not ones that can log in. */
final class UsersRefused extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    UsersRefused(String sentence) {
        super(sentence);
    }
}
