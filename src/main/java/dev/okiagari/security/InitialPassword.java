package dev.okiagari.security;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.stream.Collectors;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Makes up a password at the first start in mode local, and prints it this once. */
@Component
@ConditionalOnProperty(name = "okiagari.security.mode", havingValue = "local")
class InitialPassword implements ApplicationRunner {

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 20;

    private final LocalPasswords passwords;
    private final PrintStream console = System.out;

    InitialPassword(LocalPasswords passwords) {
        this.passwords = passwords;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (passwords.isWanted() && !passwords.isKnown()) {
            makeUp(create());
        }
    }

    private void makeUp(String password) {
        try {
            passwords.keep(password);
        } catch (DataIntegrityViolationException anotherReplicaWasFirst) {
            return;
        }
        console.printf(
                """

                Okiagari made up a first password. It is printed only this once:
                    user      %s
                    password  %s
                To choose your own, set okiagari.security.local.password.

                """,
                passwords.user(), password);
    }

    static String create() {
        return new SecureRandom()
                .ints(LENGTH, 0, LETTERS.length())
                .mapToObj(index -> LETTERS.substring(index, index + 1))
                .collect(Collectors.joining());
    }
}
