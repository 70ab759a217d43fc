package dev.okiagari.safety;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who does something. Passed along as a parameter, never kept in a thread or a context.
 *
 * @param address where the request came from; null for what no request asked for
 * @param authentication how we know: {@code none} (open mode), {@code password}, {@code oidc},
 *     {@code token} with its name, {@code itself}
 * @param rights what they may do now; not kept with what they did
 * @param groups of theirs that their login told of and that have a role here; not kept either
 */
public record Actor(
        String user,
        @Nullable String address,
        String authentication,
        @JsonIgnore Rights rights,
        @JsonIgnore Set<String> groups) {

    public Actor {
        groups = Set.copyOf(groups);
    }

    public Actor(String user, @Nullable String address, String authentication, Rights rights) {
        this(user, address, authentication, rights, Set.of());
    }

    /** Okiagari, where no person asked: an automatic resume, a take-up after a crash. */
    public static final Actor ITSELF = new Actor("okiagari", null, "itself", Rights.ALL);

    /** The same as it is kept: with an experiment, a change, a line of the log. */
    public Actor kept() {
        return new Actor(user, address, authentication);
    }

    /** Somebody as they are kept with what they did: they may do nothing more by it. */
    @JsonCreator
    public Actor(
            @JsonProperty("user") String user,
            @JsonProperty("address") @Nullable String address,
            @JsonProperty("authentication") String authentication) {
        this(user, address, authentication, Rights.NONE);
    }
}
