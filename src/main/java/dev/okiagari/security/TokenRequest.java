package dev.okiagari.security;

import dev.okiagari.cluster.Message;
import dev.okiagari.safety.Rights;
import dev.okiagari.safety.Role;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a new token is to be.
 *
 * @param namespaces none for all of its owner's
 * @param days after which it is over
 */
public record TokenRequest(String name, Role role, List<String> namespaces, int days) {

    /** The longest that one may last. */
    public static final int MOST_DAYS = 366;

    private static final int MOST_NAMESPACES = 50;
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@/+-]{0,59}");
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9*-]{1,63}");

    public TokenRequest {
        namespaces = namespaces.isEmpty() ? List.of("*") : List.copyOf(namespaces);
    }

    /** What is wrong with it, whoever asks. */
    Optional<TokenResult.Refused> problem() {
        if (!NAME.matcher(name).matches()) {
            return refused("name", Message.of("security.token.bad-name"));
        }
        if (days < 1 || days > MOST_DAYS) {
            return refused("days", Message.of("security.token.bad-days", MOST_DAYS));
        }
        if (namespaces.size() > MOST_NAMESPACES) {
            return refused(
                    "namespaces", Message.of("security.token.many-namespaces", MOST_NAMESPACES));
        }
        return namespaces.stream()
                .filter(namespace -> !NAMESPACE.matcher(namespace).matches())
                .findFirst()
                .flatMap(bad ->
                        refused("namespaces", Message.of("security.token.bad-namespace", bad)));
    }

    /** Why it would exceed what its owner may. */
    Optional<TokenResult.Refused> beyond(Rights owner) {
        Role greatest = owner.greatest();
        if (greatest.compareTo(role) < 0) {
            return refused("role", Message.of("security.token.role", greatest.word(), role.word()));
        }
        return namespaces.stream()
                .filter(pattern -> !pattern.contains("*"))
                .filter(namespace -> !owner.have(role, namespace))
                .findFirst()
                .flatMap(namespace ->
                        refused(
                                "namespaces",
                                Message.of(
                                        "security.token.namespace",
                                        namespace,
                                        owner.in(namespace).word())));
    }

    private static Optional<TokenResult.Refused> refused(String field, Message reason) {
        return Optional.of(new TokenResult.Refused(field, reason));
    }
}
