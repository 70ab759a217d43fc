package dev.okiagari.security;

import dev.okiagari.safety.Grant;
import dev.okiagari.safety.Rights;
import dev.okiagari.safety.Role;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A user as settings and the file of users have them; whoever is in it may look.
 *
 * @param name to log in with
 * @param passwordHash by bcrypt, as {@code hash-password} prints it
 * @param operator the namespaces, or patterns with {@code *}, in which they may inject
 * @param admin those in which they may change probes; with {@code *} they let go on what is halted
 */
record LocalUserSetting(
        String name,
        String passwordHash,
        @DefaultValue List<String> operator,
        @DefaultValue List<String> admin) {

    private static final int LONGEST_NAME = 100;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@+-]+");
    private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}");
    static final Pattern NAMESPACES = Pattern.compile("[a-z0-9*-]+");

    LocalUserSetting {
        operator = List.copyOf(operator);
        admin = List.copyOf(admin);
    }

    Account account() {
        return new Account(
                name,
                passwordHash,
                Rights.of(
                        List.of(new Grant(Role.OPERATOR, operator), new Grant(Role.ADMIN, admin))));
    }

    /** What is wrong with it, for the one who wrote it; empty where nothing is. */
    Optional<String> problem() {
        if (name == null || name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            return Optional.of("a name must be 1 to 100 letters, digits or any of . _ @ + -");
        }
        if (passwordHash == null || !BCRYPT.matcher(passwordHash).matches()) {
            return Optional.of(
                    "the password-hash of %s is not one of bcrypt; make one with java -jar okiagari.jar hash-password"
                            .formatted(name));
        }
        return Stream.concat(operator.stream(), admin.stream())
                .filter(pattern -> !NAMESPACES.matcher(pattern).matches())
                .findFirst()
                .map(_ ->
                        "a namespace of %s is neither a name nor a pattern with *".formatted(name));
    }

    @Override
    public String toString() {
        return "LocalUserSetting[name=" + name + "]";
    }
}
