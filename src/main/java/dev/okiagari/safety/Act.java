package dev.okiagari.safety;

import java.util.Locale;

/** What takes a role. The halt is not among them: whoever is logged in may stop everything. */
public enum Act {
    /** A look into a container by exec: command lines may hold secrets. */
    INSPECT(Role.OPERATOR),
    INJECT(Role.OPERATOR),
    STOP(Role.OPERATOR),
    PROBE_CHANGE(Role.ADMIN),
    PROBE_UNDO(Role.ADMIN),
    RELEASE(Role.ADMIN),
    /** All that is kept, with the command lines that experiments have seen. */
    EXPORT(Role.ADMIN),
    IMPORT(Role.ADMIN),
    /** Looking at and revoking what belongs to somebody else. */
    TOKENS_OF_OTHERS(Role.ADMIN);

    private final Role role;

    Act(Role role) {
        this.role = role;
    }

    public Role role() {
        return role;
    }

    /** As the audit log and bundles spell it: {@code probe-change}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
