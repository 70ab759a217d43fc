package dev.okiagari.safety;

import dev.okiagari.cluster.Message;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may do, and where. Whoever is logged in may look.
 *
 * @param bound what has to allow it as well; null where nothing else has to
 */
public record Rights(List<Grant> grants, @Nullable Rights bound) {

    /** All of it, everywhere. */
    public static final Rights ALL = Rights.of(List.of(Grant.everywhere(Role.ADMIN)));

    /** To look, and nothing else. */
    public static final Rights NONE = Rights.of(List.of());

    public Rights {
        grants = List.copyOf(grants);
    }

    public static Rights of(List<Grant> grants) {
        return new Rights(grants, null);
    }

    /** What both of them allow. */
    public Rights within(Rights other) {
        return new Rights(grants, bound == null ? other : bound.within(other));
    }

    /**
     * Whether they have a role, or a greater one.
     *
     * @param namespace null for all of them
     */
    public boolean have(Role role, @Nullable String namespace) {
        return role == Role.VIEWER
                || (isGranted(role, namespace) && (bound == null || bound.have(role, namespace)));
    }

    private boolean isGranted(Role role, @Nullable String namespace) {
        return grants.stream()
                .filter(grant -> grant.role().includes(role))
                .anyMatch(grant ->
                        namespace == null ? grant.isEverywhere() : grant.holdsIn(namespace));
    }

    /** The greatest role that they may have anywhere. */
    public Role greatest() {
        Role own =
                grants.stream()
                        .filter(grant -> !grant.namespaces().isEmpty())
                        .map(Grant::role)
                        .max(Comparator.naturalOrder())
                        .orElse(Role.VIEWER);
        return bound == null || !own.includes(bound.greatest()) ? own : bound.greatest();
    }

    /**
     * The greatest role that they have in a namespace.
     *
     * @param namespace null for all of them
     */
    public Role in(@Nullable String namespace) {
        return Arrays.stream(Role.values())
                .filter(role -> have(role, namespace))
                .max(Comparator.naturalOrder())
                .orElse(Role.VIEWER);
    }

    /**
     * Why something may not be done; empty where it may.
     *
     * @param namespace null for what concerns all of them
     */
    public Optional<Message> refusal(Act act, @Nullable String namespace) {
        if (have(act.role(), namespace)) {
            return Optional.empty();
        }
        String key = "safety.role." + act.word();
        String own = in(namespace).word();
        return Optional.of(
                namespace == null
                        ? Message.of(key, act.role().word(), own)
                        : Message.of(key, act.role().word(), own, namespace));
    }
}
