package dev.okiagari.security;

import dev.okiagari.safety.Grant;
import dev.okiagari.safety.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a group of the provider may; whoever is in it may look.
 *
 * @param group as the provider names it
 * @param operator the namespaces, or patterns with {@code *}, in which they may inject
 * @param admin those in which they may change probes; with {@code *} they let go on what is halted
 */
record OidcRole(
        String group, @DefaultValue List<String> operator, @DefaultValue List<String> admin) {

    OidcRole {
        operator = List.copyOf(operator);
        admin = List.copyOf(admin);
    }

    String shown() {
        return "group %s, operator %s, admin %s".formatted(group, operator, admin);
    }

    Stream<Grant> grants() {
        return Stream.of(new Grant(Role.OPERATOR, operator), new Grant(Role.ADMIN, admin));
    }

    /** What is wrong with it, for the one who wrote it; empty where nothing is. */
    Optional<String> problem() {
        if (group == null
                || group.isBlank()
                || group.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of("each needs a group");
        }
        return Stream.concat(operator.stream(), admin.stream())
                .filter(pattern -> !LocalUserSetting.NAMESPACES.matcher(pattern).matches())
                .findFirst()
                .map(_ -> "a namespace is neither a name nor a pattern with *");
    }
}
