package dev.okiagari.security;

import java.util.Optional;

/** Everybody who may come in, whichever way it is known. */
interface People {

    /** Who has that name, as they are now; empty where they may not come in any more. */
    Optional<? extends Person> find(String name);

    /** How they log in, as the audit log has it. */
    String how();
}
