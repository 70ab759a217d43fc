package dev.okiagari.security;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * The command {@code hash-password}: a password from the terminal or the first line of the standard
 * input, its hash to the standard output. Never from the arguments, which everybody on the machine
 * can read.
 */
public final class HashPassword {

    /** The command's name. */
    public static final String COMMAND = "hash-password";

    private static final int SHORT = 12;

    private HashPassword() {}

    /**
     * Asks, and answers with the hash.
     *
     * @return the exit code
     */
    public static int run(String[] arguments, InputStream in, PrintStream out, PrintStream err) {
        if (arguments.length > 1) {
            err.println(
                    "hash-password takes no arguments: type the password when asked, or send it to the standard input.");
            return 2;
        }
        String password = read(in);
        if (password == null || password.isEmpty()) {
            err.println("There was no password, or the two were not the same.");
            return 1;
        }
        if (!SecurityProperties.Local.fits(password)) {
            err.println(
                    "The password is longer than the 72 bytes that its hash takes into account.");
            return 1;
        }
        if (password.length() < SHORT) {
            err.println("A password of less than 12 characters is easily guessed.");
        }
        out.println(new BCryptPasswordEncoder().encode(password));
        return 0;
    }

    @SuppressWarnings(
            "SystemConsoleNull") // what it may return is said by its type, not by its name
    private static @Nullable String read(InputStream in) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return line(in);
        }
        char[] first = console.readPassword("Password: ");
        char[] second = console.readPassword("Once more: ");
        return first != null && Arrays.equals(first, second) ? new String(first) : null;
    }

    private static @Nullable String line(InputStream in) {
        try {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
