package dev.okiagari.security;

import java.time.Duration;

/** What becomes of a name and a password. */
sealed interface LoginResult {

    /** They are right. */
    record Accepted(Account account) implements LoginResult {}

    /** They are wrong; which of the two is not said. */
    record Refused() implements LoginResult {}

    /** Not looked at: too many wrong ones came before. */
    record Paused(Duration rest) implements LoginResult {}
}
