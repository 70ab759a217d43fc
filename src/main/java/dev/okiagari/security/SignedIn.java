package dev.okiagari.security;

import dev.okiagari.safety.Actor;
import dev.okiagari.safety.Rights;
import java.io.Serial;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Somebody who has shown who they are, in Spring Security's words. */
final class SignedIn extends AbstractAuthenticationToken {

    @Serial private static final long serialVersionUID = 1;

    static final String PASSWORD = "password";
    static final String OIDC = "oidc";

    private final String user;
    private final String how;
    private final transient Rights rights;
    private final transient Set<String> groups;
    private final transient @Nullable String hint;

    /**
     * @param how {@code password}, {@code oidc}, or {@code token} with its name
     */
    SignedIn(String user, String how, Rights rights) {
        this(user, how, rights, Set.of(), null);
    }

    /**
     * @param hint by which the provider of the login knows it again; never written anywhere as it
     *     is
     */
    SignedIn(String user, String how, Rights rights, @Nullable String hint) {
        this(user, how, rights, Set.of(), hint);
    }

    /** Somebody as they are known now. */
    static SignedIn as(Person person, String how, Rights rights) {
        return new SignedIn(person.name(), how, rights, person.groups(), null);
    }

    private SignedIn(
            String user, String how, Rights rights, Set<String> groups, @Nullable String hint) {
        super(List.of());
        this.user = user;
        this.how = how;
        this.rights = rights;
        this.groups = groups;
        this.hint = hint;
        setAuthenticated(true);
    }

    @Nullable String hint() {
        return hint;
    }

    Actor actor(@Nullable String address) {
        return new Actor(user, address, how, rights, groups);
    }

    @Override
    public Object getPrincipal() {
        return user;
    }

    @Override
    public String getName() {
        return user;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }
}
