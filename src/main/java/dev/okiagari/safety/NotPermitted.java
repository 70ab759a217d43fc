package dev.okiagari.safety;

import dev.okiagari.cluster.Message;
import java.io.Serial;

/**
 * Somebody's role does not allow what they asked for. Nothing was done. It is thrown, not returned:
 * nobody can forget to look at it.
 */
public final class NotPermitted extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final transient Message reason;
    private final Role role;

    NotPermitted(Message reason, Role role) {
        super(reason.key());
        this.reason = reason;
        this.role = role;
    }

    public Message reason() {
        return reason;
    }

    /** The role that it takes. */
    public Role role() {
        return role;
    }
}
